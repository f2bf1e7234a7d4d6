package hostile

const million = 1_000_000

// good is a member list that Vidu takes.
const good = `"model":"viduq1","images":["https://a.example/a.png"]`

func jsonRequests() []Request {
	return []Request{
		{"ten million brackets", video(), 10 * million, "uncertain", []part{many("[")}},
		{"ten million objects, each in the one before", video(), 10 * million, "rejected undocumented", []part{many(`{"":`)}},
		{"as many brackets closed as opened", video(), 5 * million, "uncertain", []part{many("["), many("]")}},
		{"brackets and braces in turn below a member", video(), million, "uncertain", []part{once("{" + good + `,"payload":`), many(`[{"a":`), once("1"), many("}]"), once("}")}},
		{"depth that is allowed, again and again", video(), 50_000, "rejected undocumented", []part{once("{" + good + `,"extra":[0`), many("," + deep), once("]}")}},
		{"ten million keys", video(), 10 * million, "rejected undocumented", []part{once("{" + good), many(`,"k":0`), once("}")}},
		{"ten million different keys", video(), 10 * million, "rejected undocumented", []part{once("{" + good), many(`,"k{i}":0`), once("}")}},
		{"a million times the same text key", video(), million, "rejected undocumented", []part{once(`{"model":"a"`), many(`,"model":"viduq1","prompt":"some text that is kept"`), once("," + good + "}")}},
		{"a million times an array of one", video(), million, "rejected undocumented", []part{once("{" + good), many(`,"images":["https://a.example/{i}.png"]`), once("}")}},
		{"a million times the root's only array", bulk(), million, "accepted", []part{once(`{"taggingRequest":[]`), many(`,"taggingRequest":[{"image":{"type":"url","content":"https://a.example/{i}"}}]`), once("}")}},
		{"a million elements that are looked at", bulk(), million, "rejected too-many-items", []part{once(`{"taggingRequest":[0`), many(`,{"image":{"type":"url","content":"https://a.example/{i}"},"context":{"id":"{i}"}}`), once("]}")}},
		{"a million elements with the same id", bulk(), million, "rejected too-many-items", []part{once(`{"taggingRequest":[0`), many(`,{"context":{"id":"a"}}`), once("]}")}},
		{"a key of 50 MB", video(), 5 * million, "rejected undocumented", []part{once(`{"`), many("abcdefghij"), once(`":0,` + good + "}")}},
		{"a key of escapes", video(), 5 * million, "rejected undocumented", []part{once(`{"`), many(`\u0061`), once(`":0,` + good + "}")}},
		{"a number of ten million digits", video(), 10 * million, "uncertain", []part{once("{" + good + `,"seed":1`), many("0"), once("}")}},
		{"a fraction of ten million digits", video(), 10 * million, "uncertain", []part{once("{" + good + `,"duration":5.`), many("0"), once("}")}},
		{"an exponent of ten million digits", video(), 10 * million, "uncertain", []part{once("{" + good + `,"seed":1e`), many("9"), once("}")}},
		{"a number beyond every float", video(), 0, "rejected field-invalid", []part{once("{" + good + `,"duration":1e999999999,"seed":-0.0e-999999999}`)}},
		{"lone surrogates", video(), 2 * million, "rejected field-invalid", []part{once("{" + good + `,"prompt":"`), many(`\ud800`), once(`"}`)}},
		{"surrogates the wrong way round", video(), 2 * million, "rejected undocumented", []part{once("{" + good + `,"prompt":"`), many(`\udc00\ud800`), once(`"}`)}},
		{"bytes that are not UTF-8", video(), 10 * million, "uncertain", []part{once("{" + good + `,"prompt":"`), many("\xff"), once(`"}`)}},
		{"half a character before the quote", video(), 0, "uncertain", []part{once("{" + good + `,"prompt":"` + "\xf0\x9f\x98" + `"}`)}},
		{"an overlong slash", video(), 0, "uncertain", []part{once("{" + good + `,"prompt":"` + "\xc0\xaf" + `"}`)}},
		{"a surrogate as UTF-8", video(), 0, "uncertain", []part{once("{" + good + `,"prompt":"` + "\xed\xa0\x80" + `"}`)}},
		{"a byte order mark", video(), 0, "uncertain", []part{once("\ufeff{" + good + "}")}},
		{"ten million byte order marks", video(), 3 * million, "uncertain", []part{many("\ufeff"), once("{" + good + "}")}},
		{"UTF-16 with its mark", video(), 0, "rejected bad-request", []part{once("\xff\xfe{\x00}\x00")}},
		{"UTF-32 without a mark", video(), 0, "rejected bad-request", []part{once("\x00\x00\x00{\x00\x00\x00}")}},
		{"ten million NULs", video(), 10 * million, "rejected bad-request", []part{many("\x00")}},
		{"50 MB of white space", video(), 10 * million, "rejected undocumented", []part{many(" \r\n\t "), once("{" + good + "}")}},
		{"ten million values, one after the other", video(), 10 * million, "rejected bad-request", []part{once("{" + good + "}"), many(" 1")}},
		{"a text that never ends", video(), 5 * million, "rejected bad-request", []part{once(`{"prompt":"`), many("aaaaaaaaaa")}},
		{"a text that ends in a backslash", video(), 5 * million, "rejected bad-request", []part{once(`{"prompt":"`), many(`\\`), once(`\`)}},
		{"quotes that are escaped", video(), 10 * million, "rejected field-invalid", []part{once("{" + good + `,"prompt":"`), many(`\"`), once(`"}`)}},
		{"a prompt of ten million characters of four bytes", video(), 10 * million, "rejected undocumented", []part{once("{" + good + `,"prompt":"`), many("😀"), once(`"}`)}},
		{"texts, each as long as is kept", bulk(), 20_000, "rejected too-many-items", []part{once(`{"taggingRequest":[0`), many(`,{"image":{"type":"url","content":"` + long + `"}}`), once("]}")}},
	}
}

// deep is 400 arrays, each in the one before: fewer than the reader allows, with the two around it.
var deep, long = repeated("[", 400) + repeated("]", 400), repeated("https://a", 227)

func repeated(text string, n int) string {
	b := make([]byte, 0, n*len(text))
	for range n {
		b = append(b, text...)
	}
	return string(b)
}
