package org.fogward.protocol.enrolment;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A QR code (ISO/IEC 18004) as text of block characters, two modules one above the other in each. Light modules are blocks, since
 * terminals are mostly dark; readers take it the other way round too.
 */
public final class BlockQrCode {

    private static final int QUIET = 2;
    private static final String[] BLOCKS = {"█", "▄", "▀", " "};

    private BlockQrCode() {}

    /**
     * A text's QR code for a page: a line for each row, 1 for each dark module.
     *
     * @throws WriterException if it is too long
     */
    public static List<String> rows(String text) throws WriterException {
        BitMatrix code = matrix(text);
        return IntStream.range(0, code.getHeight())
                .mapToObj(y -> IntStream.range(0, code.getWidth())
                        .mapToObj(x -> code.get(x, y) ? "1" : "0")
                        .collect(Collectors.joining()))
                .toList();
    }

    /**
     * Draws a text.
     *
     * @throws WriterException if it is too long
     */
    public static String of(String text) throws WriterException {
        BitMatrix code = matrix(text);
        StringBuilder drawn = new StringBuilder();
        for (int y = 0; y < code.getHeight(); y += 2) {
            for (int x = 0; x < code.getWidth(); x++) {
                int upper = isDark(code, x, y) ? 1 : 0;
                int lower = isDark(code, x, y + 1) ? 2 : 0;
                drawn.append(BLOCKS[upper + lower]);
            }
            drawn.append('\n');
        }
        return drawn.toString();
    }

    private static BitMatrix matrix(String text) throws WriterException {
        return new QRCodeWriter()
                .encode(
                        text,
                        BarcodeFormat.QR_CODE,
                        0,
                        0,
                        Map.of(EncodeHintType.MARGIN, QUIET, EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M));
    }

    private static boolean isDark(BitMatrix code, int x, int y) {
        return y < code.getHeight() && code.get(x, y);
    }
}
