package org.fogward.edge.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.fogward.models.data.SampleShape;

/**
 * Reads the pixels of a PNG (ISO/IEC 15948) of exactly the profile's size: 8-bit grey for one channel, 8-bit RGB for
 * three.
 *
 * <p>Chunks, checksums and size are checked before anything is unpacked, so that memory is bounded by the profile. Only
 * pixels reach the decoder: texts and profiles, where a device may have put a name, are dropped here. Thread-safe.
 */
final class PngImage {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int CHUNK_FRAME = 12;
    private static final int HEADER_LENGTH = 13;
    private static final Set<String> PIXEL_CHUNKS = Set.of("IHDR", "IDAT", "IEND");
    private static final byte GREY = 0;
    private static final byte RGB = 2;

    private final SampleShape shape;

    PngImage(SampleShape shape) {
        this.shape = shape;
    }

    /** Row-major, channels last, 0 to 255. */
    float[] pixels(byte[] png) throws IntakeException {
        byte[] bare = pixelChunks(png);
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try {
            reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(bare)), true, true);
            return reader.read(0).getRaster().getPixels(0, 0, shape.width(), shape.height(), new float[shape.values()]);
        } catch (IOException | RuntimeException e) {
            throw malformed("its pixels cannot be unpacked");
        } finally {
            reader.dispose();
        }
    }

    private byte[] pixelChunks(byte[] png) throws IntakeException {
        ByteBuffer in = ByteBuffer.wrap(png);
        ByteBuffer out = ByteBuffer.allocate(png.length);
        if (png.length < SIGNATURE.length || !Arrays.equals(png, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
            throw malformed("not a PNG");
        }
        in.position(SIGNATURE.length);
        out.put(SIGNATURE);
        String type = "";
        while (!type.equals("IEND")) {
            byte[] chunk = nextChunk(in);
            boolean first = type.isEmpty();
            type = new String(chunk, Integer.BYTES, Integer.BYTES, StandardCharsets.ISO_8859_1);
            if (first != type.equals("IHDR")) {
                throw malformed("its header is missing or stands there twice");
            }
            if (first) {
                checkHeader(chunk);
            }
            if (PIXEL_CHUNKS.contains(type)) {
                out.put(chunk);
            }
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static byte[] nextChunk(ByteBuffer in) throws IntakeException {
        if (in.remaining() < CHUNK_FRAME) {
            throw malformed("truncated");
        }
        int length = in.getInt(in.position());
        if (length < 0 || length > in.remaining() - CHUNK_FRAME) {
            throw malformed("truncated");
        }
        byte[] chunk = new byte[CHUNK_FRAME + length];
        in.get(chunk);
        CRC32 checksum = new CRC32();
        checksum.update(chunk, Integer.BYTES, Integer.BYTES + length);
        if ((int) checksum.getValue() != ByteBuffer.wrap(chunk).getInt(chunk.length - Integer.BYTES)) {
            throw malformed("a checksum is wrong");
        }
        return chunk;
    }

    private void checkHeader(byte[] chunk) throws IntakeException {
        ByteBuffer header = ByteBuffer.wrap(chunk).position(2 * Integer.BYTES);
        if (chunk.length != CHUNK_FRAME + HEADER_LENGTH) {
            throw malformed("its header has another length");
        }
        int width = header.getInt();
        int height = header.getInt();
        if (width != shape.width() || height != shape.height()) {
            throw new IntakeException(
                    RefusalCause.SHAPE, "image: " + shape.width() + " x " + shape.height() + " pixels expected");
        }
        byte depth = header.get();
        byte colour = header.get();
        if (depth != Byte.SIZE || colour != (shape.channels() == 1 ? GREY : RGB)) {
            throw new IntakeException(
                    RefusalCause.SHAPE, "image: 8-bit " + (shape.channels() == 1 ? "grey" : "RGB") + " expected");
        }
    }

    private static IntakeException malformed(String problem) {
        return new IntakeException(RefusalCause.MALFORMED, "image: " + problem);
    }
}
