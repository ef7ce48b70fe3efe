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
        "appointment availab book call come contact conven drop free meet phon pick reach ring talk \
         visit брякн вернемся вернусь возвращ встре выезд дозвон доступ жд забер забрат заглян заед \
         зайд заканчива закончу залета замер запис запиш заскоч звон звякн консульт маякн набер \
         набир набрать наведа обсуд ожида окошк освобо ответ откро перезвон пинган побалака побесед \
         поболта поговор подбер подгреб подойд подойт подписать подпишем подскоч подтягив подъед \
         подъезж подъеха позван позвон пообща потрещ прибы прид приед приезж приеха прийт примем \
         примет примит приму принять приход разгов свобод свяж связ смог смож собеседов созвон \
         трезвон трынд удобн",
    )
});

/// Calls and visits as things: «звонок был в пять» tells of one that has been.
pub static THINGS: LazyLock<Vec<&str>> =
    LazyLock::new(|| list("встреч выезд замер записи запись звонк звонок консультац ответ"));

/// Bringing and fetching: a cue when the customer does it or asks for it.
pub static ERRANDS: LazyLock<Vec<&str>> =
    LazyLock::new(|| list("доставьте завез загон отвез подвез подгон привед привез пригон"));

/// What was counted, or whose number it was.
pub static UNITS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "floor item kid month people percent person piece room year адрес аккаунт балл вариант ватт \
         взросл вольт год гост градус грамм групп двер дев дет дом дюйм женщ заказ занят звезд \
         кабинет камер кварт кг класс км комнат комплект короб корпус котор куб лет лини литр магазин \
         мал машин мест месяц метр мужч недел ног номер ноч окна окон очеред пар перс платеж подряд \
         подъезд поколен полос попыт процед процент рабоч размер разряд ребен руб рук ряд сеанс \
         секунд слое слой слоя сотрудник способ степен сторон страниц строк студент сутк телефон \
         товар точк тыс упаков уров урок услуг фаз филиал фото цвет част чел шаг школ штук экземпл \
         этаж этап",
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
    LazyLock::new(|| list("call ring звон набер набир набрать перезвон позвон свяж связ созвон"));

/// Nouns, names and wishes that end like verbs in the past.
pub static LIKE_PAST: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "автомобил адвокат акрил акул бокал ванил вертикал весел винил вначал вокзал гавриил \
         генерал горизонтал даниил данил детал думал журнал завал занят зеркал идеал интервал \
         исмаил камил канал капитал карнавал квартал козел коленвал котел людмил марсел материал \
         медал мемориал минерал михаил начал немал обвал одеял оригинал отдел павел педал перевал \
         персонал планировал подвал покрывал портал потенциал правил предел профил равил раздел \
         распредвал рассчитывал решил ритуал свекл свобод сериал сигнал сказал скандал смело сначал \
         собирал специал стекл стул терминал тяжел универсал филиал финал шамил штурвал эмал",
    )
});

/// Words that ask for something without saying when: a customer's own matter all the same.
pub static ASKS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "вызыва готов желат закаж интерес ищ мечта можно надо необход нуж пожалуйста предлага \
         приглаша просим просьба прошу согласов треб хот хоч",
    )
});

/// Papers, payments, periods and events: a date beside one is its own.
pub static EVENTS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "абонемент аванс автобус акт акци билет брон вернуть виза визу внести возврат вылет \
         выпускн гаранти годовщин дедлайн доверенност договор заезд заплат зарплат заявлени \
         ипотек каникул квитанц контрольн концерт кредит маршрутк матч накладн налог олимпиад \
         оплат оплач отпуск отчет паспорт пенси период письм платеж поезд полис посылк праздник \
         предоплат премьер приказ протокол распродаж рассрочк рейс репетиц розыгрыш свадьб сезон \
         секци скидк спектакл справк срок страховк субсиди суд счет тариф тендер тренировк \
         уведомлени урок утренник хоккей чек экзамен электричк юбиле ярмарк",
    )
});

/// Telling what somebody said.
pub static REPORTS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "веле говор заверил заверял заяв написал написан обеща объясн ответил передал писал поклял \
         пообеща предупред сказа сообщ твердил уверя указан утвержд",
    )
});

/// Whose words are the customer's own.
pub static FAMILY: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "бабушк брат дед доч жен мам муж отец папа папе папы родител сестр супруг сын тетя теща \
         теще",
    )
});

/// Nouns and words of wishing that end like verbs in the third person.
pub static LIKE_THIRD: LazyLock<Vec<&str>> = LazyLock::new(|| {
    list(
        "автомат агрегат адвокат азамат аппарат аудит билет бисквит буд буфет бюджет визит возврат \
         восемьдесят вылет вычет гранит дебет дебют депозит диет завет зачет иммунитет институт \
         интернет кабинет каршеринг комнат конверт котят кредит ламинат лимит магнит макет марат \
         маршрут минут могут может монет насчет объект ответ отчет паке паллет парашют паркет \
         педсовет пистолет портрет предмет пригласит приют прокат пятьдесят расчет ребят результат \
         салат салют самокат секрет семьдесят сертификат скутер совет стеклопакет сюжет таргет \
         тикет транзит туалет уют факультет формат фотосет халат хватит хотят хочет шестьдесят \
         щебет этикет",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_free_of_prefixes() {
        for list in [
            &CUES,
            &UNITS,
            &OTHER_NUMBERS,
            &CALLS,
            &LIKE_PAST,
            &ASKS,
            &EVENTS,
            &REPORTS,
            &FAMILY,
            &LIKE_THIRD,
            &ERRANDS,
            &THINGS,
        ] {
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
