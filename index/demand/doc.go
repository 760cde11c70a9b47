// Package demand is the room of what work can ask of body and mind: the items
// of the functionele mogelijkhedenlijst (FML) under one semantic key each, with
// rubric, Dutch name, the codes of list A and list B, scale, levels and units.
//
// Nothing but the standard library may enter here. No vacancy and no person is
// known in this room; it is a table of definitions.
package demand
