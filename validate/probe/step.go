package probe

// step names the reader of the wanted span. It is a number and not a func so that a Probe can live on the stack.
type step uint8

const (
	stepDone step = iota
	stepSniff
	stepJPEGMarker
	stepJPEGResync
	stepJPEGFrame
	stepJPEGExif
	stepJPEGScan
	stepJPEGLines
	stepPNGChunk
	stepPNGHeader
	stepPNGFrames
	stepPNGText
	stepPNGProfile
	stepGIFHeader
	stepGIFBlock
	stepGIFSkip
	stepBMPHeader
	stepWebPChunk
	stepWebPBody
	stepTIFFHeader
	stepTIFFCount
	stepTIFFEntries
	stepTIFFNext
	stepTIFFBits
	stepBox
	stepBoxBrands
	stepHEIFLinks
	stepHEIFPlaces
	stepHEIFExif
	stepPSDHeader
	stepPSDTable
	stepPSDResource
	stepICOStart
	stepICOEntries
	stepQOIHeader
	stepDDSHeader
	stepEXRAttribute
	stepHDRLine
	stepEPSLines
	stepXCFHeader
	stepPNMHeader
	stepTGAHeader
	stepJP2Box
	stepJ2KHeader
	stepJXLBox
	stepJXLHeader
	stepSVG
	stepRIFFChunk
	stepEBML
	stepFLVTag
	stepFLVScript
	stepASFObject
	stepFLACHeader
	stepOggPage
	stepOggTail
	stepID3
	stepMP3Start
	stepMP3Frames
	stepPDF
	stepTSStart
	stepTSPackets
	stepTSTail
)

// maxStill bounds the steps taken without moving forward. No format needs as many; a reader that does is broken, and ends.
const maxStill = 8

// run gives the wanted span to its reader.
func (p *Probe) run(b []byte) {
	if p.still++; p.still > maxStill {
		p.malformed("the header does not move forward")
		return
	}
	switch p.step {
	case stepSniff:
		p.sniff(b)
	case stepJPEGMarker:
		p.jpegMarker(b)
	case stepJPEGResync:
		p.jpegResync(b)
	case stepJPEGFrame:
		p.jpegFrame(b)
	case stepJPEGExif:
		p.jpegExif(b)
	case stepJPEGScan:
		p.jpegScan(b)
	case stepJPEGLines:
		p.jpegLines(b)
	case stepPNGChunk:
		p.pngChunk(b)
	case stepPNGHeader:
		p.pngHeader(b)
	case stepPNGFrames:
		p.pngFrames(b)
	case stepPNGText:
		p.pngText(b)
	case stepPNGProfile:
		p.pngProfile(b)
	case stepGIFHeader:
		p.gifHeader(b)
	case stepGIFBlock:
		p.gifBlock(b)
	case stepGIFSkip:
		p.gifSkip(b)
	case stepBMPHeader:
		p.bmpHeader(b)
	case stepWebPChunk:
		p.webpChunk(b)
	case stepWebPBody:
		p.webpBody(b)
	case stepTIFFHeader:
		p.tiffHeader(b)
	case stepTIFFCount:
		p.tiffCount(b)
	case stepTIFFEntries:
		p.tiffEntries(b)
	case stepTIFFNext:
		p.tiffNext(b)
	case stepTIFFBits:
		p.tiffBits(b)
	case stepBox:
		p.bmffBox(b)
	case stepBoxBrands:
		p.bmffBrands(b)
	case stepHEIFLinks:
		p.heifLinks(b)
	case stepHEIFPlaces:
		p.heifPlaces(b)
	case stepHEIFExif:
		p.heifExif(b)
	case stepPSDHeader:
		p.psdHeader(b)
	case stepPSDTable:
		p.psdTable(b)
	case stepPSDResource:
		p.psdResource(b)
	case stepICOStart:
		p.icoStart(b)
	case stepICOEntries:
		p.icoEntries(b)
	case stepQOIHeader:
		p.qoiHeader(b)
	case stepDDSHeader:
		p.ddsHeader(b)
	case stepEXRAttribute:
		p.exrAttribute(b)
	case stepHDRLine:
		p.hdrLine(b)
	case stepEPSLines:
		p.epsLines(b)
	case stepXCFHeader:
		p.xcfHeader(b)
	case stepPNMHeader:
		p.pnmHeader(b)
	case stepTGAHeader:
		p.tgaHeader(b)
	case stepJP2Box:
		p.jp2Box(b)
	case stepJ2KHeader:
		p.j2kHeader(b)
	case stepJXLBox:
		p.jxlBox(b)
	case stepJXLHeader:
		p.jxlHeader(b)
	case stepSVG:
		p.svgProlog(b)
	case stepRIFFChunk:
		p.riffChunk(b)
	case stepEBML:
		p.ebmlElement(b)
	case stepFLVTag:
		p.flvTag(b)
	case stepFLVScript:
		p.flvScript(b)
	case stepASFObject:
		p.asfObject(b)
	case stepFLACHeader:
		p.flacHeader(b)
	case stepOggPage:
		p.oggPage(b)
	case stepOggTail:
		p.oggTail(b)
	case stepID3:
		p.id3Header(b)
	case stepMP3Start:
		p.mp3Start(b)
	case stepMP3Frames:
		p.mp3Frames(b)
	case stepPDF:
		p.pdfSpan(b)
	case stepTSStart:
		p.tsStart(b)
	case stepTSPackets:
		p.tsPackets(b)
	case stepTSTail:
		p.tsTail(b)
	default:
		p.finish()
	}
}
