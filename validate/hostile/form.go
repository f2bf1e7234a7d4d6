package hostile

const image = "Content-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\n"

// start and end are around the bytes of the image in a form whose boundary is B.
const start, end = "--B\r\n" + image + "Content-Type: image/png\r\n\r\n", "\r\n--B--\r\n"

func formRequests() []Request {
	form := cutout("multipart/form-data; boundary=B")
	ugly := cutout(`multipart/form-data; boundary="` + dashes + `"`)
	return []Request{
		{"100,000 parts", form, 100_000, "rejected file-decoding-failure", []part{many("--B\r\n" + image + "\r\nx\r\n"), once("--B--\r\n")}},
		{"a million parts", form, million, "rejected undocumented", []part{many("--B\r\nContent-Disposition: form-data; name=\"{i}\"\r\n\r\n\r\n"), once("--B--\r\n")}},
		{"parts without headers", form, million, "rejected undocumented", []part{many("--B\r\n\r\n\r\n"), once("--B--\r\n")}},
		{"a header of 50 MB", form, 5 * million, "rejected undocumented", []part{once("--B\r\nX-A: "), many("abcdefghij"), once("\r\n\r\n" + end)}},
		{"a million headers", form, million, "rejected undocumented", []part{once("--B\r\n"), many("X-A: b\r\n"), once(image + "\r\n" + end)}},
		{"a header continued a million times", form, million, "rejected undocumented", []part{once("--B\r\n" + image + "X-A: b\r\n"), many(" c\r\n"), once("\r\n" + end)}},
		{"headers just short of too many, again and again", form, 1000, "rejected field-cannot-be-empty", []part{many("--B\r\nX-A: " + repeated("a", 16_000) + "\r\n\r\n\r\n"), once("--B--\r\n")}},
		{"a file name of 15 kB, again and again", form, 1000, "rejected field-cannot-be-empty", []part{many("--B\r\nContent-Disposition: form-data; name=\"x\"; filename=\"" + repeated(`%22\\"`[:4], 3000) + "\"\r\n\r\n\r\n"), once("--B--\r\n")}},
		{"no boundary in the Content-Type", cutout("multipart/form-data"), 0, "rejected undocumented", []part{once(start + "x" + end)}},
		{"an empty boundary", cutout(`multipart/form-data; boundary=""`), 0, "rejected undocumented", []part{once("--\r\n" + image + "\r\nx\r\n----\r\n")}},
		{"a boundary of 71 characters", cutout("multipart/form-data; boundary=" + repeated("b", 71)), 0, "rejected undocumented", []part{once(start + "x" + end)}},
		{"a boundary with a line end", cutout("multipart/form-data; boundary=\"B\r\nX: y\""), 0, "rejected undocumented", []part{once(start + "x" + end)}},
		{"a Content-Type of a megabyte", cutout("multipart/form-data" + repeated("; a=b", 200_000)), 0, "rejected undocumented", []part{once(start + "x" + end)}},
		{"another boundary in the body", form, 0, "rejected undocumented", []part{once("--C\r\n" + image + "\r\nx\r\n--C--\r\n")}},
		{"a form inside the form", form, 0, "rejected field-cannot-be-empty", []part{once("--B\r\nContent-Disposition: form-data; name=\"image\"\r\nContent-Type: multipart/mixed; boundary=C\r\n\r\n" +
			"--C\r\n" + image + "\r\nx\r\n--C--\r\n" + end)}},
		{"a form inside the form with the same boundary", form, 0, "rejected file-decoding-failure", []part{once("--B\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n" + start + "x" + end + end)}},
		{"a boundary that the inner one starts with", form, 0, "rejected file-decoding-failure", []part{once(start + "x\r\n--BB\r\nx" + end)}},
		{"no last boundary", form, 0, "rejected undocumented", []part{once(start + "x\r\n--B\r\n")}},
		{"the last boundary first", form, million, "rejected field-cannot-be-empty", []part{once("--B--\r\n"), many(start + "x"), once(end)}},
		{"lines end in LF alone", form, 0, "rejected file-decoding-failure", []part{once("--B\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\n\nx\n--B--\n")}},
		{"a name of two parts", form, 0, "rejected field-cannot-be-empty", []part{once("--B\r\nContent-Disposition: form-data; name=\"ima\"; name=\"image\"; filename=\"a\"\r\n\r\nx" + end)}},
		{"a NUL in a header", form, 0, "rejected undocumented", []part{once("--B\r\nContent-Disposition: form-data; name=\"image\x00\"\r\n\r\nx" + end)}},
		{"look-alikes of the boundary", form, 5 * million, "rejected file-decoding-failure", []part{once(start), many("\r\n--\r\n-B--"), once(end)}},
		{"starts of the boundary that are all but one byte of it", ugly, 500_000, "rejected file-decoding-failure", []part{once("--" + dashes + "\r\n" + image + "\r\n"), many("\r\n--" + dashes[:69] + "b"), once("\r\n--" + dashes + "--\r\n")}},
		{"a boundary of dashes among dashes", ugly, 10 * million, "rejected undocumented", []part{once("--" + dashes + "\r\n" + image + "\r\n\r\n"), many("-"), once("\r\n--" + dashes + "--\r\n")}},
		{"white space without end after a boundary", form, 10 * million, "rejected file-decoding-failure", []part{once("--B"), many(" "), once("\r\n" + image + "\r\nx" + end)}},
		{"50 MB before the first boundary", form, 10 * million, "rejected file-decoding-failure", []part{many("--A\r\n"), once("\r\n" + start + "x" + end)}},
		{"50 MB after the last boundary", form, 10 * million, "rejected file-decoding-failure", []part{once(start + "x" + end), many("--B\r\n")}},
	}
}

var dashes = repeated("-", 70)
