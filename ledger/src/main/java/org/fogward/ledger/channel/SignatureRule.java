package org.fogward.ledger.channel;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import org.fogward.ledger.identity.Member;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.OrganizationUnit;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;

/** Whether members who signed are enough for a signature policy: n out of several, nested, each signer counted once. */
final class SignatureRule {
    private final List<MSPPrincipal> principals;
    private final List<Member> signers;

    private SignatureRule(List<MSPPrincipal> principals, List<Member> signers) {
        this.principals = principals;
        this.signers = signers;
    }

    static boolean satisfied(SignaturePolicyEnvelope policy, List<Member> signers)
            throws InvalidProtocolBufferException {
        SignatureRule rule = new SignatureRule(policy.getIdentitiesList(), signers);
        return rule.satisfied(policy.getRule(), new boolean[signers.size()]);
    }

    private boolean satisfied(SignaturePolicy rule, boolean[] used) throws InvalidProtocolBufferException {
        return switch (rule.getTypeCase()) {
            case SIGNED_BY -> signedBy(rule.getSignedBy(), used);
            case N_OUT_OF -> {
                int held = 0;
                for (SignaturePolicy each : rule.getNOutOf().getRulesList()) {
                    boolean[] attempt = used.clone();
                    if (satisfied(each, attempt)) {
                        held++;
                        System.arraycopy(attempt, 0, used, 0, used.length);
                    }
                }
                yield held >= rule.getNOutOf().getN();
            }
            case TYPE_NOT_SET -> false;
        };
    }

    private boolean signedBy(int principal, boolean[] used) throws InvalidProtocolBufferException {
        if (principal < 0 || principal >= principals.size()) {
            return false;
        }
        for (int i = 0; i < used.length; i++) {
            if (!used[i] && is(signers.get(i), principals.get(principal))) {
                used[i] = true;
                return true;
            }
        }
        return false;
    }

    private static boolean is(Member member, MSPPrincipal principal) throws InvalidProtocolBufferException {
        return switch (principal.getPrincipalClassification()) {
            case ROLE -> {
                MSPRole role = MSPRole.parseFrom(principal.getPrincipal());
                yield role.getMspIdentifier().equals(member.mspId())
                        && (role.getRole() == MSPRole.MSPRoleType.MEMBER
                                || role.getRole() == PolicyRules.type(member.role())
                                || (role.getRole() == MSPRole.MSPRoleType.ADMIN && member.listedAdmin()));
            }
            case ORGANIZATION_UNIT -> {
                OrganizationUnit unit = OrganizationUnit.parseFrom(principal.getPrincipal());
                yield unit.getMspIdentifier().equals(member.mspId())
                        && member.units().contains(unit.getOrganizationalUnitIdentifier());
            }
            case IDENTITY -> member.isSameAs(principal.getPrincipal());
            default -> false;
        };
    }
}
