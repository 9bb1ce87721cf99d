package org.fogward.ledger.identity;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SignatureException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;

/**
 * For every ECDSA signature (r, s) there is a second one, (r, n - s). Fabric takes only the one with the lower s, so that
 * nobody can change the bytes of somebody else's signature.
 */
final class LowS {
    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    private static final BigInteger HALF = ORDER.shiftRight(1);
    private static final int MOST_BYTES = 72;

    private LowS() {}

    static ByteString lower(byte[] signature) throws SignatureException {
        try {
            ASN1Sequence values = ASN1Sequence.getInstance(signature);
            BigInteger s = integer(values, 1);
            return s.compareTo(HALF) <= 0
                    ? ByteString.copyFrom(signature)
                    : ByteString.copyFrom(der(integer(values, 0), ORDER.subtract(s)));
        } catch (IOException | RuntimeException e) {
            throw new SignatureException("the provider gave no ECDSA signature", e);
        }
    }

    /** Whether the bytes are the one DER encoding of two numbers of which the second is low. */
    static boolean isLow(ByteString signature) {
        if (signature.size() > MOST_BYTES) {
            return false;
        }
        byte[] bytes = signature.toByteArray();
        try {
            ASN1Sequence values = ASN1Sequence.getInstance(bytes);
            BigInteger r = integer(values, 0);
            BigInteger s = integer(values, 1);
            return values.size() == 2
                    && r.signum() > 0
                    && s.signum() > 0
                    && s.compareTo(HALF) <= 0
                    && Arrays.equals(bytes, der(r, s));
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static BigInteger integer(ASN1Sequence values, int index) {
        return ASN1Integer.getInstance(values.getObjectAt(index)).getValue();
    }

    private static byte[] der(BigInteger r, BigInteger s) throws IOException {
        return new DERSequence(new ASN1Encodable[] {new ASN1Integer(r), new ASN1Integer(s)})
                .getEncoded(ASN1Encoding.DER);
    }
}
