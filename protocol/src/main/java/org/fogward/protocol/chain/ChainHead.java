package org.fogward.protocol.chain;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import org.fogward.protocol.digest.Digest;

/**
 * A block of the ledger by the hash of its header, which covers every block before it. Whoever keeps one can tell whether a later
 * one belongs to the same history: a header holds the block's number, the hash of the header before it, and a hash of the block's
 * data, so that one data hash for each block in between is the whole proof.
 *
 * @param block the block's number, from 0
 * @param hash the hash of its header as Hyperledger Fabric forms it: SHA-256 over the ASN.1 DER of {@code SEQUENCE {INTEGER number,
 *     OCTET STRING previousHash, OCTET STRING dataHash}}
 */
public record ChainHead(long block, Digest hash) {
    /** The most data hashes that lead from one known block to another: 128 KiB of them. Whoever was away for longer believes. */
    public static final int MOST_LINKS = 4096;

    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;

    /** @throws IllegalArgumentException when the number is negative */
    public ChainHead {
        if (block < 0) {
            throw new IllegalArgumentException("block: " + block + " is negative");
        }
    }

    /**
     * The block after this one.
     *
     * @param dataHash the hash of its data, as its header has it
     * @return its head
     */
    public ChainHead next(Digest dataHash) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        append(content, INTEGER, BigInteger.valueOf(block + 1).toByteArray());
        append(content, OCTETS, hash.bytes());
        append(content, OCTETS, dataHash.bytes());
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        append(header, SEQUENCE, content.toByteArray());
        return new ChainHead(block + 1, Digest.of(header.toByteArray()));
    }

    /** All contents here are shorter than 128 bytes, so that one byte says how long they are. */
    private static void append(ByteArrayOutputStream out, int tag, byte[] content) {
        out.write(tag);
        out.write(content.length);
        out.writeBytes(content);
    }
}
