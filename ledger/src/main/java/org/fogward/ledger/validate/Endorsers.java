package org.fogward.ledger.validate;

import com.google.protobuf.ByteString;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.fogward.ledger.identity.Member;
import org.fogward.ledger.identity.NoMemberException;
import org.fogward.ledger.identity.Signers;
import org.fogward.ledger.transaction.EndorsedTransaction;
import org.hyperledger.fabric.protos.peer.Endorsement;

/**
 * Whose endorsements of a transaction hold.
 *
 * @param members each once
 * @param objection what there is to say when they are not enough
 */
record Endorsers(List<Member> members, String objection) {
    /** Finds the member that an identity names. */
    @FunctionalInterface
    interface Members {
        Member member(ByteString serialized) throws NoMemberException;
    }

    static Endorsers of(EndorsedTransaction transaction, Members members, BiPredicate<Endorsement, ByteString> given) {
        Signers endorsers = new Signers();
        Set<ByteString> seen = new HashSet<>();
        String objection = "there is no endorsement";
        for (Endorsement endorsement : transaction.endorsements()) {
            if (!seen.add(endorsement.getEndorser())) {
                continue;
            }
            try {
                Member endorser = members.member(endorsement.getEndorser());
                if (given.test(endorsement, transaction.result())
                        || endorser.signed(
                                endorsement.getSignature(), transaction.result(), endorsement.getEndorser())) {
                    endorsers.add(endorser);
                    objection = "too few endorse it";
                } else {
                    objection = "an endorser's signature does not hold";
                }
            } catch (NoMemberException e) {
                objection = "an endorser: " + e.getMessage();
            }
        }
        return new Endorsers(endorsers.members(), objection);
    }
}
