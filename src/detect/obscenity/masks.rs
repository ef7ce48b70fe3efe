//! Words with letters starred out: «х*й», «п**дец», «бл.ть», compared with whole words.

use std::sync::LazyLock;

use super::glyphs::{Glyph, is_russian};
use super::spellings::{latin_letter, russian_letter};
use super::{Level, roots};

/// Whole obscene words, as they are starred or broken most often.
const OBSCENE: &str = "\
    хуй хуя хую хуем хуи хуе хуев нахуй похуй охуел охуели охуела охуеть охуевший охуевшие нихуя \
    дохуя хуйня хуйню хуйней хуйни хуета хуеты хуету хуевый хуевая хуевое хуевые хуево хуесос \
    хуесосы хуйло хули хуле охуенно охуенный охуенная ахуел ахуели ахуеть ахуенно похуист захуярил \
    пизда пизды пизду пизде пиздой пиздец пиздеца пиздецу пиздит пиздеть пиздеж пиздел пиздабол \
    пиздобол пиздатый пиздато пиздюк пиздюки пиздюли пиздить пиздишь пиздите спиздил спиздили \
    спиздить распиздяй распиздяи пиздячить пездец пезда \
    блядь блять бля бляди блядина блядей блядский блядская блядское блядские блядство \
    ебать ебал ебали ебала ебало ебет ебут ебу еби ебаный ебаная ебаное ебаные ебанный ебанная \
    ебанные ебанутый ебанутая ебанутые ебануться ебанулись ебанулся ебанько ебанат ебанаты ебнутый \
    ебнутые ебнулся ебнулись ебучий ебучая ебучее ебучие заебал заебала заебали заебало заебись \
    заебался заебалась заебет заебут заебывать наебал наебали наебала наебать наебка наебалово \
    наебывают выебать выебал выебали выебон выебываться отъебись отъебитесь съебал съебись съебитесь \
    уебок уебки уебан уебаны уебище уебать долбоеб долбоебы долбаеб долбаебы доебался доебались \
    разъебать проебал проебали проебать подъебка ебанул ебануть ебаться въебал ебарь ебло поебать \
    мудак мудаки мудака мудаку мудаков мудаками мудила мудилы мудачье мудозвон мудозвоны \
    пидор пидоры пидора пидоров пидорас пидорасы пидарас пидарасы пидар пидары пидр педик педики \
    залупа залупу залупы гандон гандоны гандона гондон гондоны \
    fuck fucks fucked fucker fuckers fucking motherfucker shit shitty bullshit cunt cunts bitch \
    bitches asshole assholes nahuy nahui pohuy blyat blyad blya pizda pizdec pizdets mudak";

/// Whole rude words.
const RUDE: &str = "\
    сука суки суку сукой сучка сучки говно говна говном дерьмо дерьма жопа жопу жопе жопы шлюха \
    шлюхи дебил дебилы дебилов ублюдок ублюдки мразь мрази тварь твари идиот идиоты херня херню \
    хер нахер похер херово suka bastard";

/// How bad the word is that a `piece` of `text` without spaces is a mask of, after the piece
/// `before`.
pub(super) fn level(text: &str, before: &[Glyph], piece: &[Glyph]) -> Option<Level> {
    if !piece.iter().any(|glyph| is_star(glyph.c) || is_dot(glyph.c))
        || ends_a_sentence(text, piece)
    {
        return None;
    }
    if ends_a_curse(before, piece) || is_short_curse(piece) {
        return Some(Level::Obscene);
    }
    let first = piece.iter().position(|glyph| glyph.c.is_alphabetic())?;
    let end = piece.iter().rposition(|glyph| glyph.c.is_alphanumeric() || is_star(glyph.c))? + 1;
    // Stars at both ends are emphasis, before a word they hide its beginning: «*бать».
    let stars = piece[..first].iter().rev().take_while(|glyph| is_star(glyph.c)).count();
    let emphasis = is_star(piece.get(end - 1)?.c);
    let begin = if emphasis { first } else { first - stars };
    let mask = Mask::read(piece.get(begin..end)?)?;
    if matches(&LISTED_OBSCENE, &mask) || mask.hides_root() {
        Some(Level::Obscene)
    } else {
        matches(&LISTED_RUDE, &mask).then_some(Level::Rude)
    }
}

/// «Ох...Ли, смотри»: dots between a small letter and a capital hide nothing.
fn ends_a_sentence(text: &str, piece: &[Glyph]) -> bool {
    let typed = |glyph: &Glyph| text.get(glyph.span.clone()).and_then(|typed| typed.chars().next());
    piece.windows(3).any(|glyphs| {
        let [.., dot, next] = glyphs else { return false };
        matches!(dot.c, '.' | '…')
            && typed(next).is_some_and(char::is_uppercase)
            && piece.first().and_then(typed).is_some_and(char::is_uppercase)
            && piece.get(1).and_then(typed).is_some_and(char::is_lowercase)
    })
}

/// «на х**», «какого х**»: one letter is enough where the phrase says the rest.
fn ends_a_curse(before: &[Glyph], piece: &[Glyph]) -> bool {
    let [first, stars @ ..] = piece else { return false };
    let stars = stars.iter().take_while(|glyph| is_star(glyph.c)).count();
    let rest = &piece[1 + stars..];
    first.c == 'х'
        && (2..=3).contains(&stars)
        && !rest.iter().any(|glyph| glyph.c.is_alphanumeric())
        && ["на", "ни", "какого"].iter().any(|word| word.chars().eq(before.iter().map(|g| g.c)))
}

/// «бл@», «бл**»: nothing else begins so.
fn is_short_curse(piece: &[Glyph]) -> bool {
    let [first, second, star, rest @ ..] = piece else { return false };
    (first.c, second.c) == ('б', 'л')
        && is_star(star.c)
        && !rest.iter().any(|glyph| glyph.c.is_alphanumeric())
}

/// Whether a word is one of the whole obscene or rude words.
pub(super) fn is_listed(word: &str) -> bool {
    [&LISTED_OBSCENE, &LISTED_RUDE].iter().any(|list| list.contains(&word))
}

static LISTED_OBSCENE: LazyLock<Vec<&str>> = LazyLock::new(|| OBSCENE.split_whitespace().collect());
static LISTED_RUDE: LazyLock<Vec<&str>> = LazyLock::new(|| RUDE.split_whitespace().collect());

fn matches(list: &[&str], mask: &Mask) -> bool {
    let last = mask.parts.last();
    let may_fit = |word: &str| match last {
        Some(Part::Letter(letter)) => word.ends_with(*letter),
        _ => true,
    };
    list.iter().any(|word| may_fit(word) && fits(&mask.parts, word))
}

/// Signs put for letters and for nothing else.
fn is_star(c: char) -> bool {
    matches!(
        c,
        '*' | '#' | '@' | '$' | '%' | '&' | '^' | '~' | '€' | '•' | '×' | '✱' | '⁎' | '∗' | '＊'
    )
}

/// Signs of ordinary writing that sometimes stand for a letter.
fn is_dot(c: char) -> bool {
    matches!(c, '.' | '_' | '-' | '!' | '?' | '…' | '—' | '–' | '\'')
}

enum Part {
    Letter(char),
    /// So many letters, from and to.
    Hidden(usize, usize),
}

/// A word with hidden letters.
struct Mask {
    parts: Vec<Part>,
    /// Whether dots hide some of them.
    dotted: bool,
}

/// The letters that a star is put for: vowels, and the loudest consonants of the roots.
const HIDDEN: &str = "уиеаояюыйхбздлт";
/// The roots that several stars are put into: «п**дела», «вы**вайся».
const CORES: [&str; 18] = [
    "пизд",
    "пизж",
    "пидар",
    "пидор",
    "хуй",
    "хуе",
    "хуя",
    "бляд",
    "блят",
    "еба",
    "ебе",
    "еби",
    "ебу",
    "ебы",
    "ебл",
    "ебн",
    "ебо",
    "муда",
];
/// First letters of the roots, of which dots hide all but the last letter too.
const STARRED_FIRST: [char; 5] = ['х', 'п', 'б', 'е', 'м'];
/// More stars in a row are a censor's pen or a line: then more letters are to be shown.
const LONGEST_STARRED: usize = 4;
/// Letters shown in a mask whose first letter is hidden.
const LEAST_WITHOUT_FIRST: usize = 4;

impl Mask {
    /// Reads a mask that hides something and shows enough.
    fn read(piece: &[Glyph]) -> Option<Self> {
        let russian = piece.iter().any(|glyph| is_russian(glyph.c));
        let letter = if russian { russian_letter } else { latin_letter };
        let kind = |c: char| (is_star(c), is_dot(c));
        let (mut parts, mut shown, mut stars, mut dots) = (Vec::new(), 0, 0, 0);
        let (mut lone_dot, mut long) = (false, false);
        let mut sign = None;
        for run in piece.chunk_by(|a, b| kind(a.c) == kind(b.c)) {
            let c = run[0].c;
            if is_star(c) {
                stars += run.len();
                long |= run.len() > LONGEST_STARRED;
                // «х&м» is a name far more often than three letters.
                let exact = run.iter().any(|glyph| glyph.c == '&');
                let most = run.len() + usize::from(!exact);
                parts.push(Part::Hidden(if exact { most } else { 1 }, most));
            } else if is_dot(c) {
                // «м-да?а»: signs of several kinds are punctuation.
                if *sign.get_or_insert(c) != c {
                    return None;
                }
                let signs = if c == '…' { 3 } else { run.len() };
                let row = signs > 1 && matches!(c, '.' | '_' | '…');
                lone_dot |= !row;
                dots += signs;
                // A row of dots is drawn as stars are: «х..й», «п...ц».
                parts.push(if row {
                    Part::Hidden(1, signs + 1)
                } else {
                    Part::Hidden(signs, signs)
                });
            } else {
                shown += run.len();
                let letters: Option<Vec<char>> = run.iter().map(|glyph| letter(glyph.c)).collect();
                parts.extend(letters?.into_iter().map(Part::Letter));
            }
        }
        let open_end = matches!(parts.last(), Some(Part::Hidden(..)));
        let least = match parts.first() {
            Some(Part::Hidden(..)) => LEAST_WITHOUT_FIRST,
            // «до...я»: dots also stand between words.
            Some(&Part::Letter(first))
                if dots > 0 && !lone_dot && !STARRED_FIRST.contains(&first) =>
            {
                4
            }
            _ if open_end || lone_dot || long => 3,
            _ => 2,
        };
        (stars + dots > 0 && shown >= least).then_some(Self { parts, dotted: dots > 0 })
    }

    /// Whether Russian letters for the only row of stars inside make an obscene word, in any form.
    fn hides_root(&self) -> bool {
        let letters =
            || self.parts.iter().filter(|part| matches!(part, Part::Letter(c) if is_russian(*c)));
        let [Part::Letter(_), .., Part::Letter(_)] = &self.parts[..] else { return false };
        if self.dotted || letters().count() < 3 || letters().count() + 1 != self.parts.len() {
            return false;
        }
        let hidden =
            |part: &Part| if let Part::Hidden(from, to) = part { Some((*from, *to)) } else { None };
        let Some((from, to)) = self.parts.iter().find_map(hidden) else { return false };
        let count = if from == to { from } else { to - 1 };
        if count == 1 {
            return HIDDEN.chars().any(|hidden| self.is_root_with(&[hidden]));
        }
        CORES.iter().any(|core| {
            let core: Vec<char> = core.chars().collect();
            core.windows(count).any(|hidden| self.is_root_with(hidden))
        })
    }

    /// Whether an obscene root stands in the word when `hidden` is put for the stars.
    fn is_root_with(&self, hidden: &[char]) -> bool {
        let mut word = String::from(" ");
        for part in &self.parts {
            match part {
                Part::Letter(letter) => word.push(*letter),
                Part::Hidden(..) => word.extend(hidden),
            }
        }
        word.push(' ');
        roots::OBSCENE.is_match(&word)
    }
}

/// Whether the parts, from the first to the last, spell the word.
fn fits(parts: &[Part], word: &str) -> bool {
    match parts {
        [] => word.is_empty(),
        [Part::Letter(letter), rest @ ..] => {
            word.strip_prefix(*letter).is_some_and(|word| fits(rest, word))
        }
        [Part::Hidden(from, to), rest @ ..] => {
            let ends = word.char_indices().map(|(at, _)| at).chain([word.len()]);
            ends.take(to + 1).skip(*from).any(|at| fits(rest, &word[at..]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::obscenity::glyphs;

    fn masked(text: &str) -> Option<Level> {
        let glyphs = glyphs::read(text, &[]);
        let mut pieces = glyphs.rsplit(|glyph| glyph.c == ' ');
        let piece = pieces.next().unwrap_or_default();
        level(text, pieces.next().unwrap_or_default(), piece)
    }

    #[test]
    fn stars_hide_letters() {
        for text in ["х*й", "п**дец", "п***ец", "е*аный", "муд@к", "**пиз*ец**", "х&й", "п**дела"]
        {
            assert_eq!(masked(text), Some(Level::Obscene), "{text}");
        }
        assert_eq!(masked("с*ка"), Some(Level::Rude));
        assert_eq!(masked("уе*ищный"), Some(Level::Obscene));
        assert_eq!(masked("*издец"), Some(Level::Obscene));
        assert_eq!(masked("на х**!"), Some(Level::Obscene));
        assert_eq!(masked("бл@"), Some(Level::Obscene));
    }

    #[test]
    fn a_dot_hides_one_letter_when_three_are_shown() {
        assert_eq!(masked("бл.ть"), Some(Level::Obscene));
        assert_eq!(masked("до.я"), None);
        assert_eq!(masked("т.е."), None);
        assert_eq!(masked("х..й"), Some(Level::Obscene));
        assert_eq!(masked("до...я"), None);
        assert_eq!(masked("М-да?А"), None);
        assert_eq!(masked("Ох...Ли"), None);
    }

    #[test]
    fn emphasis_and_sums_hide_nothing() {
        for text in ["*кошек*", "цена*", "2*3", "*****", "х*", "h&m", "Х&М", "с#", "о%%%%%%о"]
        {
            assert_eq!(masked(text), None, "{text}");
        }
    }
}
