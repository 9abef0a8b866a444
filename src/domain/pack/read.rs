//! Reading what was packed.

use std::io::BufRead;

use serde::de::{self, DeserializeOwned, DeserializeSeed, IntoDeserializer, Visitor};

use super::PackError;

/// Most bytes taken on trust of a length before they were seen.
const AT_ONCE: u64 = 64 << 10;

/// Reads a value; what follows it in `from` stays there.
pub(crate) fn unpack<T: DeserializeOwned>(from: &mut impl BufRead) -> Result<T, PackError> {
    T::deserialize(&mut Unpacker { from, whole: true })
}

struct Unpacker<'r, R> {
    from: &'r mut R,
    /// Nothing was begun yet: a structure that begins now is the outermost.
    whole: bool,
}

impl<R: BufRead> Unpacker<'_, R> {
    #[inline]
    fn byte(&mut self) -> Result<u8, PackError> {
        let byte = *self.from.fill_buf()?.first().ok_or(PackError::Short)?;
        self.from.consume(1);
        Ok(byte)
    }

    #[inline]
    fn number(&mut self) -> Result<u64, PackError> {
        let (mut n, mut shift) = (0, 0);
        loop {
            let byte = u64::from(self.byte()?);
            if shift > 63 || shift == 63 && byte > 1 {
                return Err(PackError::Bad("a number that is too great"));
            }
            n |= (byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(n);
            }
            shift += 7;
        }
    }

    fn count(&mut self) -> Result<usize, PackError> {
        self.whole = false;
        usize::try_from(self.number()?).map_err(|_| PackError::Bad("a length that is too great"))
    }

    fn bytes(&mut self) -> Result<Vec<u8>, PackError> {
        let mut left = self.number()?;
        let mut out = Vec::with_capacity(usize::try_from(left.min(AT_ONCE)).unwrap_or(0));
        while left > 0 {
            let piece = self.from.fill_buf()?;
            let piece = piece.get(..usize::try_from(left).unwrap_or(usize::MAX)).unwrap_or(piece);
            if piece.is_empty() {
                return Err(PackError::Short);
            }
            let taken = piece.len();
            out.extend_from_slice(piece);
            self.from.consume(taken);
            left -= taken as u64;
        }
        Ok(out)
    }

    fn text(&mut self) -> Result<String, PackError> {
        String::from_utf8(self.bytes()?).map_err(|_| PackError::Bad("text that is not UTF-8"))
    }

    fn structure(&mut self, names: Option<usize>) -> Result<Fields, PackError> {
        match (std::mem::take(&mut self.whole), names) {
            (true, Some(count)) => Ok(Fields { count, next: 0, marks: None }),
            _ => Ok(Fields { count: usize::from(self.byte()?), next: 0, marks: Some(0) }),
        }
    }
}

/// Which fields of a structure are still to come.
struct Fields {
    count: usize,
    next: usize,
    /// Which of eight follow; `None` when each says so itself.
    marks: Option<u8>,
}

struct Structure<'u, 'r, R> {
    unpacker: &'u mut Unpacker<'r, R>,
    fields: Fields,
}

impl<'de, R: BufRead> de::MapAccess<'de> for Structure<'_, '_, R> {
    type Error = PackError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, PackError> {
        let Self { unpacker, fields } = self;
        while fields.next < fields.count {
            let place = fields.next;
            fields.next += 1;
            let follows = match &mut fields.marks {
                None => unpacker.byte()? != 0,
                Some(marks) => {
                    if place.is_multiple_of(8) {
                        *marks = unpacker.byte()?;
                    }
                    *marks >> (place % 8) & 1 != 0
                }
            };
            if follows {
                return seed.deserialize((place as u64).into_deserializer()).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, PackError> {
        seed.deserialize(&mut *self.unpacker)
    }
}

/// So many values, one after the other.
struct Run<'u, 'r, R> {
    unpacker: &'u mut Unpacker<'r, R>,
    left: usize,
}

impl<'de, R: BufRead> de::SeqAccess<'de> for Run<'_, '_, R> {
    type Error = PackError;

    #[inline]
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, PackError> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        seed.deserialize(&mut *self.unpacker).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

impl<'de, R: BufRead> de::MapAccess<'de> for Run<'_, '_, R> {
    type Error = PackError;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, PackError> {
        de::SeqAccess::next_element_seed(self, seed)
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, PackError> {
        seed.deserialize(&mut *self.unpacker)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

struct Variant<'u, 'r, R>(&'u mut Unpacker<'r, R>);

impl<'de, R: BufRead> de::EnumAccess<'de> for Variant<'_, '_, R> {
    type Error = PackError;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), PackError> {
        self.0.whole = false;
        let place = u32::try_from(self.0.number()?).map_err(|_| PackError::Bad("a variant that nothing has"))?;
        Ok((seed.deserialize(IntoDeserializer::<PackError>::into_deserializer(place))?, self))
    }
}

impl<'de, R: BufRead> de::VariantAccess<'de> for Variant<'_, '_, R> {
    type Error = PackError;

    fn unit_variant(self) -> Result<(), PackError> {
        Ok(())
    }
    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, PackError> {
        seed.deserialize(self.0)
    }
    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, PackError> {
        visitor.visit_seq(Run { unpacker: self.0, left: len })
    }
    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, PackError> {
        de::Deserializer::deserialize_any(self.0, visitor)
    }
}

macro_rules! numbers {
    ($($name:ident $visit:ident $type:ty),+) => {
        $(fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PackError> {
            let n = <$type>::try_from(self.number()?).map_err(|_| PackError::Bad("a number that is too great"))?;
            visitor.$visit(n)
        })+
    };
}

macro_rules! signed {
    ($($name:ident $visit:ident $type:ty),+) => {
        $(fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PackError> {
            let n = self.number()?;
            let n = (n >> 1).cast_signed() ^ -(n & 1).cast_signed();
            visitor.$visit(<$type>::try_from(n).map_err(|_| PackError::Bad("a number that is too great"))?)
        })+
    };
}

macro_rules! refused {
    ($($name:ident),+) => {
        $(fn $name<V: Visitor<'de>>(self, _: V) -> Result<V::Value, PackError> {
            Err(PackError::Bad("something that has no packed form"))
        })+
    };
}

impl<'de, R: BufRead> de::Deserializer<'de> for &mut Unpacker<'_, R> {
    type Error = PackError;

    numbers!(deserialize_u16 visit_u16 u16, deserialize_u32 visit_u32 u32);
    signed!(deserialize_i8 visit_i8 i8, deserialize_i16 visit_i16 i16, deserialize_i32 visit_i32 i32);
    refused!(deserialize_f32, deserialize_f64, deserialize_identifier, deserialize_ignored_any);

    fn is_human_readable(&self) -> bool {
        false
    }
    /// The content of an enum that names its variant in a field is asked for in this way when it has fields.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PackError> {
        let fields = self.structure(None)?;
        visitor.visit_map(Structure { unpacker: self, fields })
    }
    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PackError> {
        visitor.visit_u8(self.byte()?)
    }
    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PackError> {
        visitor.visit_u64(self.number()?)
    }
    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PackError> {
        let n = self.number()?;
        visitor.visit_i64((n >> 1).cast_signed() ^ -(n & 1).cast_signed())
    }
    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PackError> {
        match self.byte()? {
            0 => visitor.visit_bool(false),
            1 => visitor.visit_bool(true),
            _ => Err(PackError::Bad("a truth that is neither")),
        }
    }
    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PackError> {
        let n = u32::try_from(self.number()?).ok().and_then(char::from_u32);
        visitor.visit_char(n.ok_or(PackError::Bad("a character that is none"))?)
    }
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PackError> {
        visitor.visit_string(self.text()?)
    }
    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PackError> {
        visitor.visit_string(self.text()?)
    }
    /// Ids are most of what there is, so they are not copied once more.
    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PackError> {
        let long = usize::from(*self.from.fill_buf()?.first().ok_or(PackError::Short)?);
        if long < 0x80
            && let Some(bytes) = self.from.fill_buf()?.get(1..=long)
        {
            let value = visitor.visit_bytes::<PackError>(bytes)?;
            self.from.consume(1 + long);
            return Ok(value);
        }
        visitor.visit_byte_buf(self.bytes()?)
    }
    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PackError> {
        visitor.visit_byte_buf(self.bytes()?)
    }
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PackError> {
        match self.byte()? {
            0 => visitor.visit_none(),
            1 => visitor.visit_some(self),
            _ => Err(PackError::Bad("an option that is neither")),
        }
    }
    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PackError> {
        visitor.visit_unit()
    }
    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, PackError> {
        visitor.visit_unit()
    }
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, PackError> {
        visitor.visit_newtype_struct(self)
    }
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PackError> {
        let left = self.count()?;
        visitor.visit_seq(Run { unpacker: self, left })
    }
    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, PackError> {
        self.whole = false;
        visitor.visit_seq(Run { unpacker: self, left: len })
    }
    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, PackError> {
        self.deserialize_tuple(len, visitor)
    }
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PackError> {
        let left = self.count()?;
        visitor.visit_map(Run { unpacker: self, left })
    }
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, PackError> {
        let fields = self.structure(Some(names.len()))?;
        visitor.visit_map(Structure { unpacker: self, fields })
    }
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, PackError> {
        visitor.visit_enum(Variant(self))
    }
}
