//! Word lists for names: what is a first name, and what only looks like a name.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Russian and English first names with their short forms, lower case, ё as е.
pub static FIRST_NAMES: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| include_str!("first_names.txt").lines().collect());

/// First names that are everyday words too: lower case is not enough for them.
pub static WORDS_TOO: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    "art bill frank grace ian jack mark max may ray rose sean will август адам алан али ася \
     белла вера веста вита влада гарик дана дина ева жанна злата ия кира коля лада лев лика \
     лилия лина лора лука люба любовь майя макар мара марк марта мартин мая мила муза муса \
     надежда назар ната ника нона оскар паша пол поля рада рая рита роза рома роман сара слава \
     соня султан тина тома флора цезарь эля ян"
        .split(' ')
        .collect()
});

/// Words that stand where a name could and are none, capitalised or not.
pub static NO_NAMES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    "a and hello help here hi how in interested looking no not ok on or price stop sure thanks \
     the what who why yes а адрес алло аноним анонимно без белый благодарю бот бы вам вариант \
     вас ваш вашего во возможно вопрос вот врач все вы где город гулять да давайте девушка \
     директор для до доброе добрый дорого доставка есть еще жду же женщина за завтра заказ зачем \
     заявка звать здравствуйте зовут и из или имя интересно интересует ип к как какая какие \
     какой клиент ко когда компания конечно консультация кто куда кухня лично мама мастер \
     менеджер меня метро мне можно мой москва мужчина мы на надо не неважно нет никак никто но \
     номер нужен нужна нужно обратно обычно ок окей он она ооо оператор опять от отзыв отмена \
     отстаньте отчество очень папа по по-разному пожалуйста позвоните позже пока понятно потом \
     почему почта при привет приветствую про просто прямо работать работу ремонт с сегодня \
     сейчас секрет скажите сколько скоро снова со спасибо срочно стоимость стоматолог стоп сюда \
     так тел телефон тоже только туда тут у угу ужас уже услуга услуги фамилия хватит хорошо \
     хочу цена цены человек через что это этот юрист я"
        .split(' ')
        .collect()
});

/// How surnames end.
pub const SURNAME_ENDINGS: &[&str] = &[
    "ов",
    "ова",
    "ев",
    "ева",
    "ин",
    "ина",
    "ын",
    "ына",
    "ский",
    "ская",
    "цкий",
    "цкая",
    "ко",
    "юк",
    "ук",
    "чук",
    "як",
    "ян",
    "дзе",
    "швили",
    "ых",
    "их",
    "ман",
    "берг",
    "ич",
    "ой",
    "ая",
    "ый",
    "ец",
    "ик",
    "ер",
    "ль",
    "ло",
    "ла",
    "ра",
    "ба",
    "ен",
    "ш",
    "ц",
    "штейн",
    "айте",
    "ис",
    "ас",
    "лы",
    "ар",
    "ад",
    "ат",
    "он",
];
