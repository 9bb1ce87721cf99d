package org.fogward.ledger.channel;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.identity.Member;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ImplicitMetaPolicy;
import org.hyperledger.fabric.protos.common.Policy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.peer.ApplicationPolicy;

/**
 * A channel's policies: whose signatures are enough for what. They are named by their place in the configuration, as
 * Fabric does, for instance {@code /Channel/Application/Endorsement}. Immutable.
 */
public final class Policies {
    /** Who may propose and submit a transaction. */
    public static final String WRITERS = "/Channel/Application/Writers";

    /** Who may see blocks, events and outcomes. */
    public static final String READERS = "/Channel/Application/Readers";

    /** Whose endorsements a transaction needs, when its contract says nothing else. */
    public static final String ENDORSEMENT = "/Channel/Application/Endorsement";

    /** Who signs blocks. */
    public static final String BLOCKS = "/Channel/Orderer/BlockValidation";

    /** Whose endorsements a definition of a contract needs. */
    public static final String LIFECYCLE = "/Channel/Application/LifecycleEndorsement";

    private static final String CHANNEL = "/Channel/";

    private final ConfigGroup channel;

    Policies(ConfigGroup channel) {
        this.channel = channel;
    }

    /**
     * Whether signatures are enough.
     *
     * @param path the policy's place
     * @param signers members whose signatures were found good, each once
     * @return false also when there is no such policy, or it cannot be understood
     */
    public boolean satisfied(String path, List<Member> signers) {
        if (!path.startsWith(CHANNEL)) {
            return false;
        }
        String[] names = path.substring(CHANNEL.length()).split("/");
        ConfigGroup group = channel;
        for (int i = 0; i + 1 < names.length; i++) {
            group = group.getGroupsMap().getOrDefault(names[i], ConfigGroup.getDefaultInstance());
        }
        try {
            return satisfied(group, names[names.length - 1], signers);
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    /**
     * Whether signatures are enough for what a contract's definition asks for.
     *
     * @param policy Fabric's message: a signature policy, or the place of one of the channel's policies
     * @param signers members whose signatures were found good, each once
     * @return false also when the policy cannot be understood
     */
    public boolean satisfied(ApplicationPolicy policy, List<Member> signers) {
        try {
            return switch (policy.getTypeCase()) {
                case CHANNEL_CONFIG_POLICY_REFERENCE -> satisfied(policy.getChannelConfigPolicyReference(), signers);
                case SIGNATURE_POLICY -> SignatureRule.satisfied(policy.getSignaturePolicy(), signers);
                case TYPE_NOT_SET -> false;
            };
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    private static boolean satisfied(ConfigGroup group, String name, List<Member> signers)
            throws InvalidProtocolBufferException {
        Optional<Policy> policy =
                Optional.ofNullable(group.getPoliciesMap().get(name)).map(ConfigPolicy::getPolicy);
        if (policy.isEmpty()) {
            return false;
        }
        return switch (policy.get().getType()) {
            case Policy.PolicyType.SIGNATURE_VALUE ->
                SignatureRule.satisfied(
                        SignaturePolicyEnvelope.parseFrom(policy.get().getValue()), signers);
            case Policy.PolicyType.IMPLICIT_META_VALUE ->
                below(group, ImplicitMetaPolicy.parseFrom(policy.get().getValue()), signers);
            default -> false;
        };
    }

    private static boolean below(ConfigGroup group, ImplicitMetaPolicy policy, List<Member> signers)
            throws InvalidProtocolBufferException {
        int held = 0;
        for (ConfigGroup each : group.getGroupsMap().values()) {
            held += satisfied(each, policy.getSubPolicy(), signers) ? 1 : 0;
        }
        int groups = group.getGroupsCount();
        int needed =
                switch (policy.getRule()) {
                    case ANY -> Math.min(1, groups);
                    case ALL -> groups;
                    case MAJORITY -> groups / 2 + 1;
                    case UNRECOGNIZED -> Integer.MAX_VALUE;
                };
        return held >= needed;
    }
}
