package org.fogward.ledger.block;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.util.encoders.Hex;
import org.fogward.ledger.transaction.Sha256;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;

/** Hyperledger Fabric's own hashes, so that its tools agree on them. */
public final class BlockHash {
    private BlockHash() {}

    /**
     * A header in the form that is hashed and signed.
     *
     * @param header a block's header
     * @return the ASN.1 DER sequence of number, previous hash and data hash
     */
    public static ByteString headerBytes(BlockHeader header) {
        DERSequence sequence = new DERSequence(new ASN1Encodable[] {
            new ASN1Integer(new BigInteger(Long.toUnsignedString(header.getNumber()))),
            new DEROctetString(header.getPreviousHash().toByteArray()),
            new DEROctetString(header.getDataHash().toByteArray())
        });
        try {
            return ByteString.copyFrom(sequence.getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new IllegalStateException("encoding in memory cannot fail", e);
        }
    }

    /**
     * The hash that the next block's header names.
     *
     * @param header a block's header
     * @return SHA-256 over {@link #headerBytes}
     */
    public static ByteString ofHeader(BlockHeader header) {
        return Sha256.of(headerBytes(header));
    }

    /**
     * The hash that the next block's header names, as a head, a receipt and a checkpoint tell it.
     *
     * @param header a block's header
     * @return {@link #ofHeader} in 64 lower-case hexadecimal digits
     */
    public static String text(BlockHeader header) {
        return Hex.toHexString(ofHeader(header).toByteArray());
    }

    /**
     * The hash in a header's data hash.
     *
     * @param data a block's transactions
     * @return SHA-256 over the transactions, one after the other
     */
    public static ByteString ofData(BlockData data) {
        return Sha256.of(data.getDataList().toArray(ByteString[]::new));
    }
}
