//! Words with letters starred out: «х*й», «п**дец», «бл.ть», compared with whole words.

use super::Level;
use super::glyphs::{Glyph, is_russian};
use super::spellings::{latin_letter, russian_letter};

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

/// How bad the word is that a piece of text without spaces is a mask of.
pub(super) fn level(piece: &[Glyph]) -> Option<Level> {
    if !piece.iter().any(|glyph| is_star(glyph.c) || is_dot(glyph.c)) {
        return None;
    }
    let begin = piece.iter().position(|glyph| glyph.c.is_alphabetic())?;
    let end = piece.iter().rposition(|glyph| glyph.c.is_alphanumeric() || is_star(glyph.c))? + 1;
    let mask = Mask::read(piece.get(begin..end)?)?;
    if matches(OBSCENE, &mask) {
        Some(Level::Obscene)
    } else {
        matches(RUDE, &mask).then_some(Level::Rude)
    }
}

/// Whether a word is one of the whole obscene or rude words.
pub(super) fn is_listed(word: &str) -> bool {
    [OBSCENE, RUDE].iter().any(|list| list.split_whitespace().any(|listed| listed == word))
}

fn matches(list: &str, mask: &Mask) -> bool {
    list.split_whitespace().any(|word| mask.fits(word))
}

/// Signs put for letters and for nothing else.
fn is_star(c: char) -> bool {
    matches!(c, '*' | '#' | '@' | '$' | '%' | '^' | '~' | '€' | '•' | '×' | '✱' | '⁎' | '∗' | '＊')
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
struct Mask(Vec<Part>);

impl Mask {
    /// Reads a mask that hides something and shows enough.
    fn read(piece: &[Glyph]) -> Option<Self> {
        let russian = piece.iter().any(|glyph| is_russian(glyph.c));
        let letter = if russian { russian_letter } else { latin_letter };
        let kind = |c: char| (is_star(c), is_dot(c));
        let (mut parts, mut shown, mut stars, mut dots) = (Vec::new(), 0, 0, 0);
        for run in piece.chunk_by(|a, b| kind(a.c) == kind(b.c)) {
            let c = run[0].c;
            if is_star(c) {
                stars += run.len();
                parts.push(Part::Hidden(1, run.len() + 1));
            } else if is_dot(c) {
                dots += run.len();
                parts.push(Part::Hidden(run.len(), run.len()));
            } else {
                shown += run.len();
                let letters: Option<Vec<char>> = run.iter().map(|glyph| letter(glyph.c)).collect();
                parts.extend(letters?.into_iter().map(Part::Letter));
            }
        }
        let open_end = matches!(parts.last(), Some(Part::Hidden(..)));
        let least = if open_end || dots > 0 { 3 } else { 2 };
        (stars + dots > 0 && shown >= least).then_some(Self(parts))
    }

    fn fits(&self, word: &str) -> bool {
        let letters: Vec<char> = word.chars().collect();
        fits(&self.0, &letters)
    }
}

fn fits(parts: &[Part], letters: &[char]) -> bool {
    match parts {
        [] => letters.is_empty(),
        [Part::Letter(letter), rest @ ..] => {
            letters.first() == Some(letter) && fits(rest, &letters[1..])
        }
        [Part::Hidden(from, to), rest @ ..] => {
            (*from..=*to.min(&letters.len())).any(|hidden| fits(rest, &letters[hidden..]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::obscenity::glyphs;

    fn masked(text: &str) -> Option<Level> {
        level(&glyphs::read(text, &[]))
    }

    #[test]
    fn stars_hide_letters() {
        for text in ["х*й", "п**дец", "п***ец", "е*аный", "муд@к", "**пиз*ец**"]
        {
            assert_eq!(masked(text), Some(Level::Obscene), "{text}");
        }
        assert_eq!(masked("с*ка"), Some(Level::Rude));
    }

    #[test]
    fn a_dot_hides_one_letter_when_three_are_shown() {
        assert_eq!(masked("бл.ть"), Some(Level::Obscene));
        assert_eq!(masked("до.я"), None);
        assert_eq!(masked("т.е."), None);
    }

    #[test]
    fn emphasis_and_sums_hide_nothing() {
        for text in ["*кошек*", "цена*", "2*3", "*****", "х*", "h&m", "с#"] {
            assert_eq!(masked(text), None, "{text}");
        }
    }
}
