package org.fogward.ledger.channel;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fogward.ledger.identity.Membership;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.MSPConfig;
import org.hyperledger.fabric.protos.orderer.ConsensusType;

/**
 * What a channel's configuration block says, be it an embedded ledger's or one of a Hyperledger Fabric network.
 * Immutable, but for what {@link Membership} remembers.
 *
 * @param channel the channel's name
 * @param organisations the organisations that run and use the contract, by name of their MSP
 * @param consensus how blocks are agreed upon: {@code solo}, {@code etcdraft} or {@code BFT}
 * @param membership who belongs to the channel
 * @param policies whose signatures are enough for what
 */
public record ChannelConfig(
        String channel, List<String> organisations, String consensus, Membership membership, Policies policies) {
    private static final int FABRIC_MSP = 0;

    /** Takes a copy of the organisations. */
    public ChannelConfig {
        organisations = List.copyOf(organisations);
    }

    /**
     * Reads a configuration block.
     *
     * @param block the channel's first block, or a later one with a configuration
     * @return the configuration
     * @throws ConfigException naming the part that is missing or cannot be used
     */
    public static ChannelConfig read(Block block) throws ConfigException {
        if (block.getData().getDataCount() != 1) {
            throw new ConfigException("a configuration block has one transaction, not "
                    + block.getData().getDataCount());
        }
        try {
            Payload payload = Payload.parseFrom(
                    Envelope.parseFrom(block.getData().getData(0)).getPayload());
            ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
            if (header.getType() != HeaderType.CONFIG_VALUE) {
                throw new ConfigException("the block's transaction is no configuration");
            }
            ConfigGroup root =
                    ConfigEnvelope.parseFrom(payload.getData()).getConfig().getChannelGroup();
            return of(header.getChannelId(), root);
        } catch (InvalidProtocolBufferException e) {
            throw new ConfigException("the configuration is not made of Fabric's messages", e);
        }
    }

    private static ChannelConfig of(String channel, ConfigGroup root)
            throws ConfigException, InvalidProtocolBufferException {
        ConfigGroup application = group(root, "Application");
        ConfigGroup orderer = group(root, "Orderer");
        Map<String, FabricMSPConfig> providers = new LinkedHashMap<>();
        collect(orderer, providers);
        List<String> organisations = collect(application, providers);
        try {
            return new ChannelConfig(
                    channel,
                    organisations,
                    ConsensusType.parseFrom(value(orderer, "ConsensusType")).getType(),
                    new Membership(providers.values()),
                    new Policies(root));
        } catch (GeneralSecurityException e) {
            throw new ConfigException("MSP: " + e.getMessage(), e);
        }
    }

    private static List<String> collect(ConfigGroup parent, Map<String, FabricMSPConfig> providers)
            throws ConfigException, InvalidProtocolBufferException {
        List<String> names = new ArrayList<>();
        for (ConfigGroup organisation : parent.getGroupsMap().values()) {
            MSPConfig config = MSPConfig.parseFrom(value(organisation, "MSP"));
            if (config.getType() != FABRIC_MSP) {
                throw new ConfigException("MSP: only X.509 organisations are understood, not type " + config.getType());
            }
            FabricMSPConfig provider = FabricMSPConfig.parseFrom(config.getConfig());
            FabricMSPConfig other = providers.putIfAbsent(provider.getName(), provider);
            if (other != null && !other.equals(provider)) {
                throw new ConfigException("MSP: " + provider.getName() + " is described in two ways");
            }
            names.add(provider.getName());
        }
        return names.stream().sorted().toList();
    }

    private static ConfigGroup group(ConfigGroup parent, String name) throws ConfigException {
        ConfigGroup group = parent.getGroupsMap().get(name);
        if (group == null) {
            throw new ConfigException("the group " + name + " is missing");
        }
        return group;
    }

    private static ByteString value(ConfigGroup group, String name) throws ConfigException {
        ConfigValue value = group.getValuesMap().get(name);
        if (value == null) {
            throw new ConfigException("the value " + name + " is missing");
        }
        return value.getValue();
    }
}
