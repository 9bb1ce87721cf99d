package org.fogward.fog.enrol;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/**
 * A QR code (ISO/IEC 18004) as text of block characters, two modules one above the other in each. Light modules are blocks, since
 * terminals are mostly dark; readers take it the other way round too.
 */
public final class BlockQrCode {

    private static final int QUIET = 2;
    private static final String[] BLOCKS = {"█", "▄", "▀", " "};

    private BlockQrCode() {}

    /**
     * Draws a text.
     *
     * @throws WriterException if it is too long
     */
    public static String of(String text) throws WriterException {
        BitMatrix code = new QRCodeWriter()
                .encode(
                        text,
                        BarcodeFormat.QR_CODE,
                        0,
                        0,
                        Map.of(EncodeHintType.MARGIN, QUIET, EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M));
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

    private static boolean isDark(BitMatrix code, int x, int y) {
        return y < code.getHeight() && code.get(x, y);
    }
}
