package pack

import "unsafe"

// Type is how values of type T lie in the bytes: their fields, one after the other. It is data that one small function walks, because
// code for every type would be ten times as much, all of it run once.
type Type[T any] struct{ shape *shape }

type shape struct {
	fields []Field
	size   uintptr
	make   func(n int) unsafe.Pointer // so many zero values in a row
}

// Field is one field of a type.
type Field struct {
	place unsafe.Pointer // in a sample of the type
	at    uintptr        // from its start
	pack  func(c *Coder, p unsafe.Pointer, f *Field)
	of    *shape // of what lies behind a list or pointer
	own   func(field unsafe.Pointer, c *Coder)
}

// Of describes a type by the fields of a sample:
//
//	pack.Of(func(p *Point) []pack.Field { return []pack.Field{pack.Int(&p.X), pack.Int(&p.Y)} })
func Of[T any](fields func(sample *T) []Field) Type[T] {
	t, sample := bare[T](), new(T)
	t.shape.add(fields(sample), unsafe.Pointer(sample))
	return t
}

// Tree describes a type that holds values of itself.
func Tree[T any](fields func(sample *T, itself Type[T]) []Field) Type[T] {
	t, sample := bare[T](), new(T)
	t.shape.add(fields(sample, t), unsafe.Pointer(sample))
	return t
}

func bare[T any]() Type[T] {
	var zero T
	return Type[T]{&shape{size: unsafe.Sizeof(zero), make: func(n int) unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(make([]T, n))) }}}
}

// add takes the fields of a sample.
func (s *shape) add(fields []Field, sample unsafe.Pointer) {
	for i := range fields {
		f := &fields[i]
		f.at, f.place = uintptr(f.place)-uintptr(sample), nil
	}
	s.fields = fields
}

// Text is a text by its number; it has no NUL in it. What is read shares its memory with the bytes.
func Text(p *string) Field { return Field{place: unsafe.Pointer(p), pack: packText} }

// Int is any number that fits an int.
func Int(p *int) Field { return Field{place: unsafe.Pointer(p), pack: packInt} }

// Int64 is any number.
func Int64[T ~int64](p *T) Field { return Field{place: unsafe.Pointer(p), pack: packInt64} }

// Byte is a small number, such as one of an enumeration.
func Byte[T ~uint8](p *T) Field { return Field{place: unsafe.Pointer(p), pack: packByte} }

// Bool is one byte.
func Bool(p *bool) Field { return Field{place: unsafe.Pointer(p), pack: packBool} }

// List is a list. An empty one is read as nil.
func List[S ~[]T, T any](p *S, of Type[T]) Field {
	return Field{place: unsafe.Pointer(p), pack: packList, of: of.shape}
}

// Pointer is a value that may not be there.
func Pointer[T any](p **T, of Type[T]) Field {
	return Field{place: unsafe.Pointer(p), pack: packPointer, of: of.shape}
}

// Own is a field that says in code how it lies in the bytes.
func Own[T any](p *T, pack func(*T, *Coder)) Field {
	return Field{place: unsafe.Pointer(p), pack: packOwn, own: *(*func(unsafe.Pointer, *Coder))(unsafe.Pointer(&pack))}
}

// Texts, Ints and Int64s are elements of lists.
var (
	Texts  = Of(func(t *string) []Field { return []Field{Text(t)} })
	Ints   = Of(func(n *int) []Field { return []Field{Int(n)} })
	Int64s = Of(func(n *int64) []Field { return []Field{Int64(n)} })
)

// Pack packs or reads a value.
func (t Type[T]) Pack(p *T, c *Coder) { c.value(unsafe.Pointer(p), t.shape) }

// List packs or reads a list.
func (t Type[T]) List(p *[]T, c *Coder) { c.list((*list)(unsafe.Pointer(p)), t.shape) }

// Pointer packs or reads a value that may not be there.
func (t Type[T]) Pointer(p **T, c *Coder) { c.pointer((*unsafe.Pointer)(unsafe.Pointer(p)), t.shape) }

// list is what a slice is in memory.
type list struct {
	first    unsafe.Pointer
	len, cap int
}

func (c *Coder) value(at unsafe.Pointer, s *shape) {
	for i := range s.fields {
		f := &s.fields[i]
		f.pack(c, unsafe.Add(at, f.at), f)
	}
}

// How each kind of field is packed. They are functions, not cases of one, because engines compile anew what goes round much code, and
// count all of a function however little of it runs.

func packText(c *Coder, p unsafe.Pointer, _ *Field)  { c.Text((*string)(p)) }
func packInt(c *Coder, p unsafe.Pointer, _ *Field)   { c.Int((*int)(p)) }
func packInt64(c *Coder, p unsafe.Pointer, _ *Field) { c.Int64((*int64)(p)) }
func packByte(c *Coder, p unsafe.Pointer, _ *Field) {
	if v := c.Byte(*(*uint8)(p)); c.write == nil {
		*(*uint8)(p) = v
	}
}
func packBool(c *Coder, p unsafe.Pointer, _ *Field)    { c.Bool((*bool)(p)) }
func packList(c *Coder, p unsafe.Pointer, f *Field)    { c.list((*list)(p), f.of) }
func packPointer(c *Coder, p unsafe.Pointer, f *Field) { c.pointer((*unsafe.Pointer)(p), f.of) }
func packOwn(c *Coder, p unsafe.Pointer, f *Field)     { f.own(p, c) }

func (c *Coder) list(p *list, of *shape) {
	n := int(c.uint(uint64(p.len)))
	if c.write == nil {
		*p = list{}
		if uint(n) > uint(len(c.in)-c.at) { // every element takes a byte at least
			c.fail()
			return
		}
		if n > 0 {
			*p = list{of.make(n + of.more(n)), n, n}
		}
	}
	for i := range n {
		c.value(unsafe.Add(p.first, uintptr(i)*of.size), of)
	}
}

// more is for how many elements more than n there should be room. Go's allocator has no room at hand for objects of about 8, 16
// and 32 kB, which take a stretch of memory each, but for those that are a little larger.
func (s *shape) more(n int) int {
	for _, alone := range [...]uintptr{8 << 10, 16 << 10, 32 << 10} {
		if size := uintptr(n) * s.size; size <= alone && size > alone-alone/8 {
			return n/8 + 1
		}
	}
	return 0
}

func (c *Coder) pointer(p *unsafe.Pointer, of *shape) {
	there := *p != nil
	if c.Bool(&there); !there {
		*p = nil
		return
	}
	if c.write == nil {
		*p = of.make(1)
	}
	c.value(*p, of)
}
