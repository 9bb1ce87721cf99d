package org.fogward.ledger.channel;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.util.List;
import org.fogward.ledger.identity.OrganisationTrust;
import org.hyperledger.fabric.protos.common.BlockDataHashingStructure;
import org.hyperledger.fabric.protos.common.Capabilities;
import org.hyperledger.fabric.protos.common.Capability;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.HashingAlgorithm;
import org.hyperledger.fabric.protos.common.ImplicitMetaPolicy.Rule;
import org.hyperledger.fabric.protos.common.MSPRole.MSPRoleType;
import org.hyperledger.fabric.protos.msp.MSPConfig;
import org.hyperledger.fabric.protos.orderer.BatchSize;
import org.hyperledger.fabric.protos.orderer.BatchTimeout;
import org.hyperledger.fabric.protos.orderer.ConsensusType;

/** The groups of a channel's configuration, as Fabric's {@code configtxgen} writes them. */
final class ConfigGroups {
    private static final String ADMINS = "Admins";

    private ConfigGroups() {}

    static ConfigGroup channel(List<OrganisationTrust> members, List<OrganisationTrust> orderers, BatchSize size) {
        ConfigGroup.Builder group = withStandardPolicies()
                .putValues(
                        "HashingAlgorithm", value(HashingAlgorithm.newBuilder().setName("SHA256")))
                // All transactions in one piece, not in a tree of hashes.
                .putValues(
                        "BlockDataHashingStructure",
                        value(BlockDataHashingStructure.newBuilder().setWidth(-1)))
                .putValues("Capabilities", capability("V2_0"));
        return group.putGroups("Application", application(members))
                .putGroups("Orderer", orderer(orderers, size))
                .setModPolicy(ADMINS)
                .build();
    }

    private static ConfigGroup application(List<OrganisationTrust> members) {
        ConfigGroup.Builder group = withStandardPolicies()
                .putPolicies("Endorsement", PolicyRules.below(Rule.MAJORITY, "Endorsement"))
                .putPolicies("LifecycleEndorsement", PolicyRules.below(Rule.MAJORITY, "Endorsement"))
                .putValues("Capabilities", capability("V2_5"))
                .setModPolicy(ADMINS);
        members.forEach(member -> group.putGroups(
                member.mspId(),
                organisation(member)
                        .putPolicies("Endorsement", PolicyRules.anyOf(member.mspId(), MSPRoleType.PEER))
                        .build()));
        return group.build();
    }

    private static ConfigGroup orderer(List<OrganisationTrust> orderers, BatchSize size) {
        ConfigGroup.Builder group = withStandardPolicies()
                .putPolicies("BlockValidation", PolicyRules.below(Rule.ANY, "BlockValidation"))
                .putValues("ConsensusType", value(ConsensusType.newBuilder().setType("solo")))
                .putValues("BatchSize", value(size.toBuilder()))
                .putValues("BatchTimeout", value(BatchTimeout.newBuilder().setTimeout("0s")))
                .putValues("Capabilities", capability("V2_0"))
                .setModPolicy(ADMINS);
        orderers.forEach(orderer -> group.putGroups(
                orderer.mspId(),
                organisation(orderer)
                        .putPolicies("BlockValidation", PolicyRules.anyOf(orderer.mspId(), MSPRoleType.ORDERER))
                        .build()));
        return group.build();
    }

    private static ConfigGroup.Builder organisation(OrganisationTrust trust) {
        String id = trust.mspId();
        return ConfigGroup.newBuilder()
                .putValues(
                        "MSP",
                        value(MSPConfig.newBuilder().setConfig(trust.toConfig().toByteString())))
                .putPolicies("Readers", PolicyRules.anyOf(id, MSPRoleType.ADMIN, MSPRoleType.PEER, MSPRoleType.CLIENT))
                .putPolicies("Writers", PolicyRules.anyOf(id, MSPRoleType.ADMIN, MSPRoleType.CLIENT))
                .putPolicies(ADMINS, PolicyRules.anyOf(id, MSPRoleType.ADMIN))
                .setModPolicy(ADMINS);
    }

    private static ConfigGroup.Builder withStandardPolicies() {
        ConfigGroup.Builder group = ConfigGroup.newBuilder();
        PolicyRules.standard()
                .forEach(name -> group.putPolicies(
                        name, PolicyRules.below(name.equals(ADMINS) ? Rule.MAJORITY : Rule.ANY, name)));
        return group;
    }

    private static ConfigValue capability(String version) {
        return value(Capabilities.newBuilder().putCapabilities(version, Capability.getDefaultInstance()));
    }

    private static ConfigValue value(Message.Builder message) {
        ByteString bytes = message.build().toByteString();
        return ConfigValue.newBuilder().setValue(bytes).setModPolicy(ADMINS).build();
    }
}
