//! Packing.

use std::io::Write;

use serde::ser::{self, Serialize};

use super::PackError;

/// So many bytes are gathered before they are handed on.
const PIECE: usize = 256 << 10;

/// Packs `value` into `to`, piece by piece.
pub(crate) fn pack<T: Serialize>(value: &T, to: &mut dyn Write) -> Result<(), PackError> {
    let mut packer = Packer { out: Vec::new(), whole: true, open: 0, to: Some(to) };
    value.serialize(&mut packer)?;
    packer.hand_on()
}

/// The packed `value`.
pub(crate) fn to_vec<T: Serialize>(value: &T) -> Result<Vec<u8>, PackError> {
    let mut packer = Packer { out: Vec::new(), whole: true, open: 0, to: None };
    value.serialize(&mut packer)?;
    Ok(packer.out)
}

struct Packer<'w> {
    out: Vec<u8>,
    /// Nothing was begun yet: a structure that begins now is the outermost.
    whole: bool,
    /// Structures whose marks are still to be written into `out`.
    open: usize,
    to: Option<&'w mut dyn Write>,
}

impl Packer<'_> {
    fn hand_on(&mut self) -> Result<(), PackError> {
        if let Some(to) = &mut self.to {
            to.write_all(&self.out)?;
            self.out.clear();
        }
        Ok(())
    }

    fn number(&mut self, mut n: u64) {
        while let Some(low) = u8::try_from(n & 0x7f).ok().filter(|_| n > 0x7f) {
            self.out.push(low | 0x80);
            n >>= 7;
        }
        self.out.push(u8::try_from(n).unwrap_or(0));
    }

    fn count(&mut self, n: Option<usize>) -> Result<(), PackError> {
        let n = n.ok_or(PackError::Bad("a list of unknown length"))?;
        self.whole = false;
        self.number(n as u64);
        Ok(())
    }

    fn structure(&mut self) -> Fields {
        if std::mem::take(&mut self.whole) {
            return Fields::Marked;
        }
        self.open += 1;
        let begin = self.out.len();
        self.out.push(0);
        Fields::Counted { begin, marks: begin, count: 0 }
    }

    /// Notes whether the next field follows.
    fn mark(&mut self, fields: &mut Fields, follows: bool) {
        match fields {
            Fields::Marked => self.out.push(u8::from(follows)),
            Fields::Counted { marks, count, .. } => {
                if *count % 8 == 0 {
                    *marks = self.out.len();
                    self.out.push(0);
                }
                if let Some(byte) = self.out.get_mut(*marks) {
                    *byte |= u8::from(follows) << (*count % 8);
                }
                *count += 1;
            }
        }
    }

    fn field<T: Serialize + ?Sized>(&mut self, fields: &mut Fields, value: &T) -> Result<(), PackError> {
        self.mark(fields, true);
        value.serialize(&mut *self)
    }

    fn close(&mut self, fields: &Fields) -> Result<(), PackError> {
        if let Fields::Counted { begin, count, .. } = fields {
            self.open -= 1;
            if let Some(byte) = self.out.get_mut(*begin) {
                *byte = u8::try_from(*count).map_err(|_| PackError::Bad("a structure of too many fields"))?;
            }
        }
        Ok(())
    }

    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), PackError> {
        value.serialize(&mut *self)?;
        if self.open == 0 && self.out.len() >= PIECE { self.hand_on() } else { Ok(()) }
    }
}

/// How a structure says which of its fields follow.
enum Fields {
    Marked,
    Counted { begin: usize, marks: usize, count: usize },
}

/// A structure that is being packed.
struct Structure<'p, 'w> {
    packer: &'p mut Packer<'w>,
    fields: Fields,
}

macro_rules! numbers {
    ($($name:ident $type:ty),+) => {
        $(fn $name(self, n: $type) -> Result<(), PackError> {
            self.number(u64::from(n));
            Ok(())
        })+
    };
}

macro_rules! signed {
    ($($name:ident $type:ty),+) => {
        $(fn $name(self, n: $type) -> Result<(), PackError> {
            let n = i64::from(n);
            self.number(((n << 1) ^ (n >> 63)).cast_unsigned());
            Ok(())
        })+
    };
}

impl<'p, 'w> ser::Serializer for &'p mut Packer<'w> {
    type Ok = ();
    type Error = PackError;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Structure<'p, 'w>;
    type SerializeStructVariant = Structure<'p, 'w>;

    numbers!(serialize_u16 u16, serialize_u32 u32, serialize_u64 u64, serialize_char char);
    signed!(serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64);

    fn is_human_readable(&self) -> bool {
        false
    }
    fn serialize_u8(self, n: u8) -> Result<(), PackError> {
        self.out.push(n);
        Ok(())
    }
    fn serialize_bool(self, b: bool) -> Result<(), PackError> {
        self.serialize_u8(u8::from(b))
    }
    fn serialize_f32(self, _: f32) -> Result<(), PackError> {
        Err(PackError::Bad("a fraction"))
    }
    fn serialize_f64(self, _: f64) -> Result<(), PackError> {
        Err(PackError::Bad("a fraction"))
    }
    fn serialize_str(self, text: &str) -> Result<(), PackError> {
        self.serialize_bytes(text.as_bytes())
    }
    fn serialize_bytes(self, bytes: &[u8]) -> Result<(), PackError> {
        self.number(bytes.len() as u64);
        self.out.extend_from_slice(bytes);
        Ok(())
    }
    fn serialize_none(self) -> Result<(), PackError> {
        self.serialize_u8(0)
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), PackError> {
        self.out.push(1);
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<(), PackError> {
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<(), PackError> {
        Ok(())
    }
    fn serialize_unit_variant(self, _: &'static str, place: u32, _: &'static str) -> Result<(), PackError> {
        self.serialize_u32(place)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), PackError> {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        place: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), PackError> {
        self.whole = false;
        self.number(place.into());
        value.serialize(self)
    }
    fn serialize_seq(self, len: Option<usize>) -> Result<Self, PackError> {
        self.count(len)?;
        Ok(self)
    }
    fn serialize_tuple(self, _: usize) -> Result<Self, PackError> {
        self.whole = false;
        Ok(self)
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, PackError> {
        self.whole = false;
        Ok(self)
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        place: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self, PackError> {
        self.whole = false;
        self.number(place.into());
        Ok(self)
    }
    fn serialize_map(self, len: Option<usize>) -> Result<Self, PackError> {
        self.count(len)?;
        Ok(self)
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Structure<'p, 'w>, PackError> {
        let fields = self.structure();
        Ok(Structure { packer: self, fields })
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        place: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Structure<'p, 'w>, PackError> {
        self.whole = false;
        self.number(place.into());
        let fields = self.structure();
        Ok(Structure { packer: self, fields })
    }
}

macro_rules! elements {
    ($($shape:ident $each:ident),+) => {
        $(impl ser::$shape for &mut Packer<'_> {
            type Ok = ();
            type Error = PackError;
            fn $each<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), PackError> {
                self.element(value)
            }
            fn end(self) -> Result<(), PackError> {
                Ok(())
            }
        })+
    };
}

elements!(SerializeSeq serialize_element, SerializeTuple serialize_element);
elements!(SerializeTupleStruct serialize_field, SerializeTupleVariant serialize_field);

impl ser::SerializeMap for &mut Packer<'_> {
    type Ok = ();
    type Error = PackError;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), PackError> {
        self.element(key)
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), PackError> {
        self.element(value)
    }
    fn end(self) -> Result<(), PackError> {
        Ok(())
    }
}

macro_rules! structures {
    ($($shape:ident),+) => {
        $(impl ser::$shape for Structure<'_, '_> {
            type Ok = ();
            type Error = PackError;
            fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Result<(), PackError> {
                self.packer.field(&mut self.fields, value)
            }
            fn skip_field(&mut self, _: &'static str) -> Result<(), PackError> {
                self.packer.mark(&mut self.fields, false);
                Ok(())
            }
            fn end(self) -> Result<(), PackError> {
                self.packer.close(&self.fields)
            }
        })+
    };
}

structures!(SerializeStruct, SerializeStructVariant);
