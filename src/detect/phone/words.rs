//! Words that say a row of digits is, or is not, a telephone number.

use std::sync::LazyLock;

/// What a word near digits says of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// They are a telephone number: «звоните».
    Phone,
    /// They are some number: «номер».
    Number,
    /// They may well be something else: «заказ».
    Maybe,
    /// They are something else: «ИНН».
    Other,
}

type Words = LazyLock<Vec<&'static str>>;

fn words(list: &'static str) -> Vec<&'static str> {
    list.split_whitespace().collect()
}

static PHONE: Words = LazyLock::new(|| {
    words(
        "тел моб звон позвон перезвон созвон дозвон обзвон отзвон набер набир сотов whatsapp \
         watsapp whatapp ватсап вацап вотсап ватцап уотсап воцап вайбер viber связ свяж контакт \
         phone call mobile cell билайн мегафон теле2 смс sms tel трубк городск домашн рабоч \
         номерок номерочек дозвать мобил",
    )
});
static PHONE_WHOLE: Words = LazyLock::new(|| words("мтс wa тг tg т ph вотс ватс моб сим сбп"));
static MAYBE: Words = LazyLock::new(|| {
    words(
        "заказ карт счет заявк заявл order card account invoice цен стоимост сумм бюджет брон \
         обращени тикет ticket booking перевод баланс price амбулатор чек квитанц оплат платеж \
         транзакц операци резерв refund request доход оборот прибыл долг население тираж \
         просмотр пробег показани скидк купон промокод",
    )
});
static OTHER: Words = LazyLock::new(|| {
    words(
        "снилс табельн зачет студенч спецификац исполнительн регистрац реестр гтд декларац \
         iccid талон логин login аккаунт кошел wallet анкет ячейк артикл паспорт артикул \
         накладн трек track полис imei билет договор огрн кпп октмо окпо бик iban swift кбк \
         лицев расчетн корресп корсчет расчсчет штрихкод barcode serial серий инвентар каталож \
         удостовер свидетельств отправлени посылк рейс поезд верси version кадастр unix \
         timestamp токен token пинкод uuid хеш hash модел model детал passport идентификатор \
         юзер user широт долгот координат госномер счетчик абонент заводск осаго каско уин \
         лицензи сертификат протокол постановлен инвойс посылоч телеграмид tracking shipment \
         parcel waybill sku барк штрих документ диплом больничн ваучер жетон доверенност приказ \
         контейнер",
    )
});
static OTHER_WHOLE: Words = LazyLock::new(|| {
    words(
        "инн ид акт акта кп v упд вер партия партии дело дела исх вх eid наряд дог ver права \
         прав ву id айди арт лот vin вин sn зн серия серии сер лс рс кс ean isbn гост птс стс \
         pin пин ключ key пост ref inn snils itn tin part item товар товара тн ттн шпи рпо mac \
         гтин gtin upc asin омс дмс мойид build ts ogrn кэш udid sid uid guid фн фд фп ккт эклз \
         код code icq аська steam inv po rma bin бин иин унп егрпоу edrpou пинфл ипн",
    )
});

/// What `word` says; `None` when it says nothing.
pub(super) fn says(word: &str) -> Option<Says> {
    if OTHER_WHOLE.contains(&word) {
        return Some(Says::Other);
    }
    if PHONE_WHOLE.contains(&word) {
        return Some(Says::Phone);
    }
    if word.starts_with("номер") || matches!(word, "number" | "ном" | "num" | "no") {
        return Some(Says::Number);
    }
    let begins = |stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem));
    if begins(&OTHER) && word != "трекер" {
        Some(Says::Other)
    } else if begins(&PHONE) {
        Some(Says::Phone)
    } else if begins(&MAYBE) && !matches!(word, "цените" | "картина" | "картину")
    {
        Some(Says::Maybe)
    } else {
        None
    }
}

/// Words of asking: «хочу сделать заказ 8916…» gives a telephone number.
pub(super) fn asks(word: &str) -> bool {
    const STEMS: [&str; 22] = [
        "сдела",
        "оформ",
        "хочу",
        "хотел",
        "хотим",
        "нуж",
        "остав",
        "прим",
        "прин",
        "можно",
        "интерес",
        "готов",
        "подтверд",
        "жду",
        "прошу",
        "возьм",
        "добав",
        "want",
        "place",
        "make",
        "need",
        "запиш",
    ];
    STEMS.iter().any(|stem| word.starts_with(stem))
}

static UNIT: Words = LazyLock::new(|| {
    words("рубл тыс млн млрд грамм километр метр литр штук просмотр подписч доллар евро тенге")
});
static UNIT_WHOLE: Words = LazyLock::new(|| {
    words(
        "р руб rub usd eur km км кг шт см мм мл гр м2 м3 грн сум сумов байт кб мб гб kb mb gb \
         kzt uzs грамма лет дней человек копеек units",
    )
});

/// Units and currencies that follow an amount.
pub(super) fn is_unit(word: &str) -> bool {
    UNIT_WHOLE.contains(&word) || UNIT.iter().any(|stem| word.starts_with(stem))
}
