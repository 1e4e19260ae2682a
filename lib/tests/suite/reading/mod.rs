//! Reading measured on real agreements.

pub mod gold;
pub mod score;
pub mod styles;
