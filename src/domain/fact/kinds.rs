//! How the kinds of facts are written down once: the name on the wire, the variant, what it carries.

macro_rules! facts {
    ($($(#[$doc:meta])* $kind:literal $name:ident $body:tt),+ $(,)?) => {
        /// What happened, by kind.
        #[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
        #[serde(tag = "kind", content = "data")]
        pub enum Fact {
            $($(#[$doc])* #[serde(rename = $kind)] $name $body,)+
            /// A kind that this version does not know: kept, relayed, counted, and said on screen.
            #[serde(skip)]
            Unknown {
                /// The kind it names; empty when the payload is not JSON of the expected form.
                kind: String,
            },
        }

        impl Fact {
            /// Every kind this version knows.
            pub const KINDS: &'static [&'static str] = &[$($kind),+];

            /// The kind, with its version.
            pub fn kind(&self) -> &str {
                facts!(@kind self $($kind $name $body),+)
            }
        }
    };
    (@kind $self:ident $($kind:literal $name:ident $body:tt),+) => {
        match $self {
            $(Self::$name { .. } => $kind,)+
            Self::Unknown { kind } => kind,
        }
    };
}
