package org.fogward.ledger.channel;

import com.google.protobuf.ByteString;
import java.util.List;
import org.fogward.ledger.identity.NodeRole;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ImplicitMetaPolicy;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.Policy;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;

/** Policies as a channel's configuration carries them. */
final class PolicyRules {
    private static final String ADMINS = "Admins";

    private PolicyRules() {}

    /** One signature of a member in one of these roles. */
    static ConfigPolicy anyOf(String mspId, MSPRole.MSPRoleType... roles) {
        SignaturePolicy.NOutOf.Builder rule =
                SignaturePolicy.NOutOf.newBuilder().setN(1);
        SignaturePolicyEnvelope.Builder envelope = SignaturePolicyEnvelope.newBuilder();
        for (int i = 0; i < roles.length; i++) {
            rule.addRules(SignaturePolicy.newBuilder().setSignedBy(i));
            envelope.addIdentities(MSPPrincipal.newBuilder()
                    .setPrincipalClassification(MSPPrincipal.Classification.ROLE)
                    .setPrincipal(MSPRole.newBuilder()
                            .setMspIdentifier(mspId)
                            .setRole(roles[i])
                            .build()
                            .toByteString()));
        }
        return policy(
                Policy.PolicyType.SIGNATURE,
                envelope.setRule(SignaturePolicy.newBuilder().setNOutOf(rule))
                        .build()
                        .toByteString());
    }

    /** What the organisations below say. */
    static ConfigPolicy below(ImplicitMetaPolicy.Rule rule, String policy) {
        return policy(
                Policy.PolicyType.IMPLICIT_META,
                ImplicitMetaPolicy.newBuilder()
                        .setRule(rule)
                        .setSubPolicy(policy)
                        .build()
                        .toByteString());
    }

    static MSPRole.MSPRoleType type(NodeRole role) {
        return switch (role) {
            case CLIENT -> MSPRole.MSPRoleType.CLIENT;
            case PEER -> MSPRole.MSPRoleType.PEER;
            case ADMIN -> MSPRole.MSPRoleType.ADMIN;
            case ORDERER -> MSPRole.MSPRoleType.ORDERER;
        };
    }

    static List<String> standard() {
        return List.of("Readers", "Writers", ADMINS);
    }

    private static ConfigPolicy policy(Policy.PolicyType type, ByteString value) {
        return ConfigPolicy.newBuilder()
                .setPolicy(Policy.newBuilder().setType(type.getNumber()).setValue(value))
                .setModPolicy(ADMINS)
                .build();
    }
}
