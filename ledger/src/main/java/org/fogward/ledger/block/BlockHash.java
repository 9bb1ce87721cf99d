package org.fogward.ledger.block;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.fogward.ledger.transaction.Sha256;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;

/** Hyperledger Fabric's own hashes, so that its tools agree on them. */
final class BlockHash {
    private BlockHash() {}

    /** SHA-256 over the ASN.1 DER sequence of number, previous hash and data hash. */
    static ByteString ofHeader(BlockHeader header) {
        DERSequence sequence = new DERSequence(new ASN1Encodable[] {
            new ASN1Integer(new BigInteger(Long.toUnsignedString(header.getNumber()))),
            new DEROctetString(header.getPreviousHash().toByteArray()),
            new DEROctetString(header.getDataHash().toByteArray())
        });
        try {
            return Sha256.of(ByteString.copyFrom(sequence.getEncoded(ASN1Encoding.DER)));
        } catch (IOException e) {
            throw new IllegalStateException("encoding in memory cannot fail", e);
        }
    }

    /** SHA-256 over the transactions, one after the other. */
    static ByteString ofData(BlockData data) {
        return Sha256.of(data.getDataList().toArray(ByteString[]::new));
    }
}
