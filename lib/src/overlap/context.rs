//! Formal contexts: which object has which attribute.

use super::bits::Bits;

/// Objects, attributes, and which object has which attribute; every cell is known.
///
/// Ganter and Wille, *Formal Concept Analysis* (1999), call it a formal context. Names are for people and may repeat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// What the whole is called.
    pub name: Option<String>,
    objects: Vec<String>,
    attributes: Vec<String>,
    rows: Vec<Bits>,
    columns: Vec<Bits>,
}

impl Context {
    /// A context in which no object has any attribute.
    #[must_use]
    pub fn new(objects: Vec<String>, attributes: Vec<String>) -> Context {
        let rows = vec![Bits::none(attributes.len()); objects.len()];
        let columns = vec![Bits::none(objects.len()); attributes.len()];
        Context { name: None, objects, attributes, rows, columns }
    }

    /// A context without names, from the attributes of each object; those that are not below `attributes` are passed over.
    #[must_use]
    pub fn of(attributes: usize, rows: &[Vec<usize>]) -> Context {
        let numbered = |count: usize| (0..count).map(|number| number.to_string()).collect();
        let mut context = Context::new(numbered(rows.len()), numbered(attributes));
        for (object, row) in rows.iter().enumerate() {
            for attribute in row {
                context.set(object, *attribute, true);
            }
        }
        context
    }

    /// Says whether an object has an attribute; a cell outside the context is passed over.
    pub fn set(&mut self, object: usize, attribute: usize, has: bool) {
        if let (Some(row), Some(column)) = (self.rows.get_mut(object), self.columns.get_mut(attribute)) {
            if has {
                row.insert(attribute);
                column.insert(object);
            } else {
                row.remove(attribute);
                column.remove(object);
            }
        }
    }

    /// Whether an object has an attribute.
    #[must_use]
    pub fn has(&self, object: usize, attribute: usize) -> bool {
        self.rows.get(object).is_some_and(|row| row.has(attribute))
    }

    /// Names of the objects.
    #[must_use]
    pub fn objects(&self) -> &[String] {
        &self.objects
    }

    /// Names of the attributes.
    #[must_use]
    pub fn attributes(&self) -> &[String] {
        &self.attributes
    }

    /// The attributes of each object.
    #[must_use]
    pub fn rows(&self) -> &[Bits] {
        &self.rows
    }

    /// The objects of each attribute.
    #[must_use]
    pub fn columns(&self) -> &[Bits] {
        &self.columns
    }

    /// The attributes that all these objects have; all attributes, if there are no objects among them.
    #[must_use]
    pub fn shared_by(&self, objects: &Bits) -> Bits {
        let mut shared = Bits::all(self.attributes.len());
        for row in objects.iter().filter_map(|object| self.rows.get(object)) {
            shared.keep(row);
        }
        shared
    }

    /// The objects that have all these attributes; all objects, if there are no attributes among them.
    #[must_use]
    pub fn having(&self, attributes: &Bits) -> Bits {
        let mut having = Bits::all(self.objects.len());
        for column in attributes.iter().filter_map(|attribute| self.columns.get(attribute)) {
            having.keep(column);
        }
        having
    }

    /// All attributes that whoever has these has as well.
    #[must_use]
    pub fn closure(&self, attributes: &Bits) -> Bits {
        self.shared_by(&self.having(attributes))
    }

    /// The same with objects and attributes changed over.
    #[must_use]
    pub fn turned(&self) -> Context {
        Context {
            name: self.name.clone(),
            objects: self.attributes.clone(),
            attributes: self.objects.clone(),
            rows: self.columns.clone(),
            columns: self.rows.clone(),
        }
    }
}
