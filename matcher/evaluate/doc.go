// Package evaluate is the room where Passend is measured on judged data: what
// is read in vacancies, how titles are linked, and how vacancies are ranked,
// against baselines.
//
// Nothing that users work with may depend on it: it stands beside the product.
package evaluate
