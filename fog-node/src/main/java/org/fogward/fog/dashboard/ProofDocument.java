package org.fogward.fog.dashboard;

import java.util.Base64;
import java.util.List;
import org.fogward.fog.anchor.UpdateProof;
import org.fogward.protocol.digest.Digest;

/**
 * The proof that an update is part of an anchored round, for the browser to check (RFC 9162, section 2.1.3).
 *
 * @param leaf the leaf's bytes, a {@code RoundEntry}, base64
 * @param index the leaf's place, from 0
 * @param size leaves in the tree
 * @param path sibling digests from the leaf upwards, hex
 * @param root the anchored root, hex
 * @param ledgerTransaction the transaction that anchored it
 * @param block the block that holds the transaction
 */
public record ProofDocument(
        String leaf, long index, long size, List<String> path, String root, String ledgerTransaction, long block) {

    static ProofDocument of(UpdateProof proof) {
        return new ProofDocument(
                Base64.getEncoder().encodeToString(proof.leaf()),
                proof.inclusion().index(),
                proof.inclusion().size(),
                proof.inclusion().path().stream().map(Digest::hex).toList(),
                proof.root().hex(),
                proof.ledgerTransaction(),
                proof.block());
    }
}
