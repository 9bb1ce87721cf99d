package org.fogward.fog.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which part of a representation a {@code Range} header asks for (RFC 9110, section 14). Only single byte ranges are
 * served; several ranges, other units and malformed headers are ignored, which the RFC allows, and give the whole.
 */
public sealed interface ByteRange {

    /** The whole representation, status 200. */
    record Whole() implements ByteRange {}

    /**
     * A part, status 206.
     *
     * @param first offset of its first byte
     * @param last offset of its last byte, inclusive
     */
    record Part(long first, long last) implements ByteRange {
        /** Bytes in the part. */
        public long length() {
            return last - first + 1;
        }
    }

    /** Nothing that exists, status 416. */
    record Unsatisfiable() implements ByteRange {}

    /**
     * Reads a header.
     *
     * @param header its value, any text
     * @param length bytes in the whole representation
     */
    static ByteRange parse(String header, long length) {
        Matcher matcher = Form.SINGLE_RANGE.matcher(header);
        if (!matcher.matches()) {
            return new Whole();
        }
        String first = matcher.group(1);
        String last = matcher.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? new Whole() : suffix(Long.parseLong(last), length);
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
        if (to < from) {
            return new Whole();
        }
        return from >= length ? new Unsatisfiable() : new Part(from, Math.min(to, length - 1));
    }

    private static ByteRange suffix(long count, long length) {
        return count == 0 || length == 0 ? new Unsatisfiable() : new Part(Math.max(0, length - count), length - 1);
    }

    /** Eighteen digits always fit a long; nothing stored here is larger. */
    final class Form {
        private static final Pattern SINGLE_RANGE =
                Pattern.compile("bytes=[ \\t]*([0-9]{0,18})-([0-9]{0,18})[ \\t]*", Pattern.CASE_INSENSITIVE);

        private Form() {}
    }
}
