package hostile

import "encoding/base64"

func base64Requests() []Request {
	png := encoded(tinyPNG)
	head := base64.StdEncoding.EncodeToString([]byte(tinyPNG[:33])) // whole groups: signature and IHDR
	return []Request{
		{"a line end after each character", ocr(), 10 * million, "rejected image-decode-failed", []part{once(`{"image":"` + head), many(`A\n`), once(`"}`)}},
		{"a line end every 76 characters", ocr(), 100_000, "rejected image-decode-failed", []part{once(`{"image":"` + head), many(`\r\n` + repeated("A", 76)), once(`"}`)}},
		{"nothing but line ends", ocr(), 10 * million, "rejected image-decode-failed", []part{once(`{"image":"`), many(`\n`), once(`"}`)}},
		{"the URL alphabet", ocr(), 10 * million, "rejected vpc-body-too-large", []part{once(`{"image":"` + head), many("-_-_"), once(`"}`)}},
		{"both alphabets", ocr(), 10 * million, "rejected vpc-body-too-large", []part{once(`{"image":"` + head), many("+/-_"), once(`"}`)}},
		{"padding in the middle", ocr(), 0, "rejected base64-padding", []part{once(`{"image":"` + encoded(tinyPNG[:34]) + png + `"}`)}},
		{"nothing but padding", ocr(), 10 * million, "rejected base64-padding", []part{once(`{"image":"`), many("="), once(`"}`)}},
		{"groups that are all padded", ocr(), 10 * million, "rejected vpc-body-too-large", []part{once(`{"image":"`), many("AA=="), once(`"}`)}},
		{"padding that is missing", ocr(), 0, "rejected base64-padding", []part{once(`{"image":"` + head + `AA"}`)}},
		{"one symbol too many", ocr(), 0, "rejected base64-padding", []part{once(`{"image":"` + head + `A"}`)}},
		{"spaces between the groups", ocr(), 10 * million, "rejected vpc-body-too-large", []part{once(`{"image":"` + head), many(" AAAA"), once(`"}`)}},
		{"each character escaped", ocr(), 5 * million, "rejected image-decode-failed", []part{once(`{"image":"` + head), many(`\u0041`), once(`"}`)}},
		{"slashes escaped", ocr(), 10 * million, "rejected image-decode-failed", []part{once(`{"image":"` + head), many(`\/`), once(`"}`)}},
		{"a NUL among the symbols", ocr(), 0, "rejected base64-illegal-character", []part{once(`{"image":"` + head + `\u0000AAA"}`)}},
		{"a data URL that never comes to its comma", ocr(), 5 * million, "rejected vpc-body-too-large", []part{once(`{"image":"data:`), many("image/png;"), once(`"}`)}},
		{"a data URL in a data URL", ocr(), 0, "rejected data-url-header", []part{once(`{"image":"data:image/png;base64,data:image/png;base64,` + png + `"}`)}},
		{"a data URL with parameters", video(), 0, "rejected image-format-invalid", []part{once(`{"model":"viduq1","images":["data:image/png;a=b;c=\",;base64;base64,` + png + `"]}`)}},
		{"50 MB of base64", video(), 13 * million, "rejected undocumented", []part{once(`{"model":"viduq1","images":["data:image/png;base64,` + head), many("AAAA"), once(`"]}`)}},
		{"a million images", video(), million, "rejected undocumented", []part{once(`{"model":"viduq1","images":["` + png + `"`), many(`,"data:image/png;base64,` + head + `"`), once(`]}`)}},
	}
}

func headRequests() []Request {
	request := video()
	request.URL += "?" + repeated("a=%zz&", 200_000)
	path := video()
	path.URL = "https://api.vidu.com" + repeated("/ent", 200_000)
	port := video()
	port.URL = "https://" + repeated("a:b@", 200_000) + "api.vidu.com:" + repeated("0", 100_000) + "443/ent/v2/img2video"
	headers := video()
	for range 100_000 {
		headers.Headers = append(headers.Headers, headers.Headers[0])
	}
	odd := video()
	odd.Headers[0].Value = "Token \x00\r\n\xff" + repeated("k", million)
	method := video()
	method.Method = repeated("POST", 100_000)
	body := []part{once("{" + good + "}")}
	return []Request{
		{"a query of a megabyte", request, 0, "uncertain", body},
		{"a path of a megabyte", path, 0, "rejected not-found", body},
		{"a user name and a port without end", port, 0, "uncertain", body},
		{"100,000 headers", headers, 0, "uncertain", body},
		{"a header of a megabyte with control characters", odd, 0, "uncertain", body},
		{"a method of 400 kB", method, 0, "rejected not-found", body},
	}
}

func encoded(file string) string { return base64.StdEncoding.EncodeToString([]byte(file)) }
