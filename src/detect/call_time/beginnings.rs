//! How words begin that matter only by what they begin with: too many forms to list.

use std::sync::LazyLock;

/// Whether `word` begins with one of `beginnings`.
pub fn fits(beginnings: &[&str], word: &str) -> bool {
    let upper = beginnings.partition_point(|beginning| *beginning <= word);
    beginnings[..upper].last().is_some_and(|beginning| word.starts_with(beginning))
}

/// The words of a list in order, none of which begins with another.
fn list(words: &'static str) -> Vec<&'static str> {
    words.split(' ').collect()
}

/// Words about calling or meeting.
pub static CUES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "availab book call contact conven free phon reach ring talk встре выезд дозвон доступ жд \
     забер забрат заед зайд замер запис запиш звон консульт маякн набер набир наведа обсуд окошк \
     освобо ответ перезвон поговор подбер подойд подойт подскоч подъе позвон прид приед приезж приеха \
     прийт свобод свяж связ смог смож созвон удобн",
    )
});

/// What was counted, or whose number it was.
pub static UNITS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "floor item kid month people percent person piece room year адрес аккаунт балл вариант ватт \
     взросл вольт год гост градус грамм групп двер дев дет дом дюйм женщ заказ занят звезд \
     кабинет камер кварт кг класс км комнат комплект короб корпус котор куб лет лини литр \
     магазин мал машин мест месяц метр мужч недел ног номер ноч окна окно окон очеред пар перс \
     платеж подряд подъезд поколен полос попыт процед процент рабоч размер разряд ребен руб рук \
     ряд сеанс секунд слое слой слоя сотрудник способ степен сторон страниц строк студент сутк \
     телефон товар точк тыс упаков уров урок услуг фаз филиал фото цвет част чел шаг школ штук \
     экземпл этаж этап",
    )
});

/// What a number belongs to that is no hour.
pub static OTHER_NUMBERS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "артикул бульвар бюджет верси возраст глав групп договор квартир корпус масштаб модел \
     набережн накладн офис переул площад подъезд поезд пропорц проспект пункт размер рейс \
     рожден самолет скидк соотнош стих стоимост счет улиц формат цен шоссе этаж эфир",
    )
});

/// Asking for a call outright.
pub static CALLS: LazyLock<Vec<&str>> =
    LazyLock::new(|| list("call ring звон набер набир перезвон позвон свяж связ созвон"));

/// Nouns, names and wishes that end like verbs in the past.
pub static LIKE_PAST: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "автомобил акрил акул бокал ванил вертикал весел винил вначал вокзал гавриил генерал \
     горизонтал даниил данил детал думал журнал завал зеркал идеал интервал исмаил камил канал \
     капитал карнавал квартал козел коленвал котел людмил марсел материал медал мемориал минерал \
     михаил начал немал обвал одеял оригинал отдел павел педал перевал персонал планировал \
     подвал покрывал портал потенциал правил предел профил равил раздел распредвал рассчитывал \
     решил ритуал свекл сериал сигнал сказал скандал смело сначал собирал специал стекл стул \
     терминал тяжел универсал филиал финал шамил штурвал эмал",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_free_of_prefixes() {
        for list in [&CUES, &UNITS, &OTHER_NUMBERS, &CALLS, &LIKE_PAST] {
            for pair in list.windows(2) {
                assert!(pair[0] < pair[1] && !pair[1].starts_with(pair[0]), "{pair:?}");
            }
        }
    }

    #[test]
    fn a_word_fits_by_its_beginning() {
        assert!(fits(&CALLS, "перезвоните"));
        assert!(!fits(&CALLS, "пере"));
    }
}
