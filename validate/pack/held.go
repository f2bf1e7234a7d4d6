package pack

import "unsafe"

// Held is how values of one type lie in the bytes that are held as an interface I.
type Held[I any] struct {
	none  I // a value of the type
	shape *shape
}

// As is how values of type T are held as an interface, which none is. T is none that Go keeps in the interface itself, as it does
// pointers.
func As[I, T any](none I, t Type[T]) Held[I] { return Held[I]{none, t.shape} }

// Pack packs or reads a value. Code that reads each type would be run once, so the two words that an interface is are put together
// here: what is held, and where it is.
func (h *Held[I]) Pack(p *I, c *Coder) {
	at := (*[2]unsafe.Pointer)(unsafe.Pointer(p))
	if c.Reading() {
		*p = h.none
		at[1] = h.shape.make(1)
	}
	c.value(at[1], h.shape)
}
