//! What shows that a commitment was to this text and no other: given to the person whose it is, never to the log.

use crate::class::Part;
use crate::frame::{Frame, RAW};
use crate::row::{self, FIELDS};
use crate::seal::{self, DataKey, Derived};
use crate::{Row, RowNumber, Vault, VaultError};

/// The fields of a row with their commitments: what `transparency::commitment::of_row` takes, in its order.
#[derive(Clone)]
pub struct Opening {
    /// The row.
    pub row: RowNumber,
    /// The row's commitment, which stands in the events.
    pub commitment: [u8; 32],
    /// The fields that the row has.
    pub fields: Vec<Field>,
}

/// One field.
#[derive(Clone)]
pub struct Field {
    /// Its name in the commitment.
    pub name: &'static str,
    /// Its commitment.
    pub commitment: [u8; 32],
    /// Salt and text; none where they were erased.
    pub opened: Option<Salted>,
}

/// What a field's commitment was made of.
#[derive(Clone)]
pub struct Salted {
    /// Known to nobody else.
    pub salt: [u8; 32],
    /// The text.
    pub value: String,
}

impl Vault {
    /// Opens the commitments of a row, as far as they are not erased. An error where nothing can be shown: as
    /// [`Vault::read`], and `Damaged` where the texts do not give the commitments.
    pub fn opening(&self, number: RowNumber) -> Result<Opening, VaultError> {
        let (offset, _) = self.live(number)?;
        self.with_frame(number, offset, |frame| self.opening_of(&frame))?
    }

    fn opening_of(&self, frame: &Frame<'_>) -> Result<Opening, VaultError> {
        let number = RowNumber::new(frame.number);
        let sealed = frame.sealed().filter(|sealed| sealed.fields & RAW == 0);
        let sealed = sealed.ok_or(VaultError::Damaged(number))?;
        let mut opened = Vec::new();
        for part in sealed.each() {
            match self.keys.key(number, part) {
                Ok(key) => {
                    let text = seal::open(self.bound(frame), &sealed, part, &key);
                    let row = text.as_deref().and_then(row::decode).map(Row::into_owned);
                    opened.push((part, key, row.ok_or(VaultError::Damaged(number))?));
                }
                Err(VaultError::Erased(_)) => {}
                Err(error) => return Err(error),
            }
        }
        if opened.is_empty() && sealed.present() != 0 {
            return Err(VaultError::Erased(number));
        }
        let (kept, _) = sealed.commitments.as_chunks::<32>();
        let mut kept = kept.iter().copied();
        let mut fields = Vec::new();
        for (place, field) in
            FIELDS.into_iter().enumerate().filter(|(_, field)| sealed.fields & field.bit != 0)
        {
            let holds = |part: &Part| part.of(frame.class, field.bit) != 0;
            let part = opened.iter().find(|(part, ..)| holds(part));
            let salted = part.map(|(_, key, row)| salted(key, row, place));
            let at = self.bound(frame).place();
            let made = salted.as_ref().map(|Salted { salt, value }| {
                transparency::commitment::of_field(salt, at, field.name, value)
            });
            let commitment = kept.next().or(made).ok_or(VaultError::Damaged(number))?;
            if made.is_some_and(|made| made != commitment) {
                return Err(VaultError::Damaged(number));
            }
            fields.push(Field { name: field.name, commitment, opened: salted });
        }
        let each = fields.iter().map(|field| (field.name, field.commitment));
        if transparency::commitment::of_row(each) != sealed.commitment {
            return Err(VaultError::Damaged(number));
        }
        Ok(Opening { row: number, commitment: sealed.commitment, fields })
    }
}

fn salted(key: &DataKey, row: &Row<'_>, place: usize) -> Salted {
    let value = row.texts().get(place).copied().unwrap_or_default().to_owned();
    Salted { salt: *Derived::of(key).salt(place), value }
}
