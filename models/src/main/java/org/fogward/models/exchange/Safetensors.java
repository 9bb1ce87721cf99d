package org.fogward.models.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Safetensors files (the format of Hugging Face's library of that name): a 64-bit little-endian length, as many bytes of
 * JSON that name each tensor's type, shape and place, and then the data, little-endian and row-major, without gaps.
 */
public final class Safetensors {

    /** The longest header, in bytes. */
    public static final int MAX_HEADER = 10_000_000;

    private static final int ALIGNMENT = 8;

    private Safetensors() {}

    /**
     * Reads a file. Allocates no more than a small multiple of the file's own length, whatever it claims. Tensors of
     * 32-bit and 16-bit floats are read; counters of batches are checked and left out. Values may be infinite or NaN.
     *
     * @throws ExchangeException naming the field or tensor that is wrong
     */
    public static WeightsFile read(byte[] file) throws ExchangeException {
        if (file.length < Long.BYTES) {
            throw new ExchangeException("header length: the file ends before it is complete");
        }
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long length = buffer.getLong();
        if (length < 2 || length > MAX_HEADER) {
            throw new ExchangeException(
                    "header length: " + Long.toUnsignedString(length) + " is not between 2 and " + MAX_HEADER);
        }
        if (length > buffer.remaining()) {
            throw new ExchangeException("header: the file ends before it is complete");
        }
        if (file[Long.BYTES] != '{') {
            throw new ExchangeException("header: does not begin with an object");
        }
        HeaderParser.Header header = HeaderParser.parse(text(buffer.slice(Long.BYTES, (int) length)));
        ByteBuffer data = buffer.position(Long.BYTES + (int) length).slice().order(ByteOrder.LITTLE_ENDIAN);
        List<TensorEntry> entries = new ArrayList<>(header.entries());
        entries.sort(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
        requireWithoutGaps(entries, data.remaining());
        List<Tensor> tensors = new ArrayList<>();
        for (TensorEntry entry : entries) {
            if (!entry.countsBatches()) {
                data.position((int) entry.begin());
                tensors.add(new Tensor(entry.name(), entry.shape(), entry.type().read(data, entry.elements())));
            }
        }
        return new WeightsFile(header.metadata(), tensors);
    }

    /** Writes a file of 32-bit floats: the same bytes for the same contents. */
    public static byte[] write(WeightsFile contents) {
        return write(contents, ElementType.F32);
    }

    /** Writes a file of 16-bit floats, to which the values are rounded. */
    public static byte[] writeHalf(WeightsFile contents) {
        return write(contents, ElementType.F16);
    }

    private static byte[] write(WeightsFile contents, ElementType type) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode header = mapper.createObjectNode();
        if (!contents.metadata().isEmpty()) {
            header.set(HeaderParser.METADATA, mapper.valueToTree(new TreeMap<>(contents.metadata())));
        }
        int end = 0;
        for (Tensor tensor : contents.tensors()) {
            int begin = end;
            end = Math.addExact(begin, Math.multiplyExact(tensor.values().length, type.bytes()));
            ObjectNode entry = header.putObject(tensor.name()).put("dtype", type.name());
            ArrayNode shape = entry.putArray("shape");
            tensor.shape().forEach(axis -> shape.add(axis));
            entry.putArray("data_offsets").add(begin).add(end);
        }
        byte[] json = bytes(mapper, header);
        int padded = Math.ceilDiv(json.length, ALIGNMENT) * ALIGNMENT;
        byte[] file = new byte[Math.addExact(Long.BYTES + padded, end)];
        Arrays.fill(file, Long.BYTES, Long.BYTES + padded, (byte) ' ');
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(padded).put(json).position(Long.BYTES + padded);
        for (Tensor tensor : contents.tensors()) {
            type.write(tensor.values(), buffer);
        }
        return file;
    }

    private static void requireWithoutGaps(List<TensorEntry> entries, int length) throws ExchangeException {
        long end = 0;
        for (TensorEntry entry : entries) {
            if (entry.end() > length) {
                throw new ExchangeException(
                        entry.name() + ".data_offsets: " + entry.end() + " is after the file's end");
            }
            if (entry.begin() != end) {
                throw new ExchangeException(entry.name() + ".data_offsets: begins at " + entry.begin()
                        + " where the tensor before it ends at " + end);
            }
            end = entry.end();
        }
        if (end != length) {
            throw new ExchangeException("data: " + length + " bytes where the tensors have " + end);
        }
    }

    private static String text(ByteBuffer utf8) throws ExchangeException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException e) {
            throw new ExchangeException("header: is not UTF-8", e);
        }
    }

    private static byte[] bytes(ObjectMapper mapper, ObjectNode header) {
        try {
            return mapper.writeValueAsBytes(header);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("names and numbers are always writable", e);
        }
    }
}
