package org.fogward.ledger.channel;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fogward.ledger.identity.Membership;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.Consenter;
import org.hyperledger.fabric.protos.common.Orderers;
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
 * @param consenters the orderers that sign blocks together, by number; nobody where any single orderer signs
 * @param membership who belongs to the channel
 * @param policies whose signatures are enough for what
 * @param config Fabric's message, with the configuration's sequence
 */
public record ChannelConfig(
        String channel,
        List<String> organisations,
        String consensus,
        List<Consenter> consenters,
        Membership membership,
        Policies policies,
        Config config) {
    /** {@link #consensus()} of an embedded ledger: one orderer alone. */
    public static final String SOLO = "solo";

    /** {@link #consensus()} of orderers that elect a leader, any of which signs. */
    public static final String RAFT = "etcdraft";

    /** {@link #consensus()} of orderers some of which may lie, most of which sign. */
    public static final String BFT = "BFT";

    private static final int FABRIC_MSP = 0;
    private static final ConfigGroup NO_GROUP = ConfigGroup.getDefaultInstance();

    /** Takes copies. */
    public ChannelConfig {
        organisations = List.copyOf(organisations);
        consenters = List.copyOf(consenters);
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
        ConfigTransaction transaction = ConfigTransaction.parse(block.getData().getData(0));
        return of(transaction.channel(), transaction.content().getConfig());
    }

    /**
     * Reads a configuration.
     *
     * @param channel the channel's name
     * @param config Fabric's message
     * @return the configuration
     * @throws ConfigException naming the part that is missing or cannot be used
     */
    public static ChannelConfig of(String channel, Config config) throws ConfigException {
        try {
            return understand(channel, config);
        } catch (InvalidProtocolBufferException e) {
            throw new ConfigException("the configuration is not made of Fabric's messages", e);
        }
    }

    /**
     * Where an organisation's policies stand.
     *
     * @param mspId the id of a membership service provider
     * @return the path of the organisation's group among those that use contracts; nothing when it is not there
     */
    public Optional<String> groupOf(String mspId) {
        ConfigGroup application = config.getChannelGroup().getGroupsOrDefault("Application", NO_GROUP);
        return application.getGroupsMap().entrySet().stream()
                .filter(each -> provider(each.getValue()).equals(mspId))
                .map(each -> ConfigElement.ROOT + "/Application/" + each.getKey())
                .findFirst();
    }

    private static String provider(ConfigGroup organisation) {
        try {
            return FabricMSPConfig.parseFrom(
                            MSPConfig.parseFrom(value(organisation, "MSP")).getConfig())
                    .getName();
        } catch (InvalidProtocolBufferException | ConfigException e) {
            return "";
        }
    }

    /**
     * How often the configuration was changed.
     *
     * @return 0 for a channel's first one
     */
    public long sequence() {
        return config.getSequence();
    }

    private static ChannelConfig understand(String channel, Config config)
            throws ConfigException, InvalidProtocolBufferException {
        ConfigGroup root = config.getChannelGroup();
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
                    consenters(orderer),
                    new Membership(providers.values()),
                    new Policies(root),
                    config);
        } catch (GeneralSecurityException e) {
            throw new ConfigException("MSP: " + e.getMessage(), e);
        }
    }

    /** SmartBFT's; Raft's have no identities, and none are needed: any orderer of the channel signs. */
    private static List<Consenter> consenters(ConfigGroup orderer) throws InvalidProtocolBufferException {
        ConfigValue value = orderer.getValuesMap().get("Orderers");
        return value == null ? List.of() : Orderers.parseFrom(value.getValue()).getConsenterMappingList();
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
