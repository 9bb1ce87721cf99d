package org.fogward.ledger.channel;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.UnaryOperator;
import org.fogward.ledger.identity.SigningIdentity;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigSignature;
import org.hyperledger.fabric.protos.common.ConfigUpdate;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.MSPConfig;

/** A change of a channel's configuration that is prepared, then signed by those whom it takes. Immutable. */
public final class ConfigDraft {
    private static final int NONCE_BYTES = 24;
    private static final String PROVIDER = "MSP";

    private final ChannelConfig from;
    private final ConfigGroup group;

    private ConfigDraft(ChannelConfig from, ConfigGroup group) {
        this.from = from;
        this.group = group;
    }

    /**
     * Begins.
     *
     * @param config the configuration to change
     * @return a draft that changes nothing yet
     */
    public static ConfigDraft of(ChannelConfig config) {
        return new ConfigDraft(config, config.config().getChannelGroup());
    }

    /**
     * Sets a value.
     *
     * @param path the group it lies in, for instance {@code /Channel/Orderer}
     * @param name the value's name, for instance {@code BatchTimeout}
     * @param value Fabric's message for it
     * @return the draft with it
     * @throws ConfigException when there is no such group or value
     */
    public ConfigDraft with(String path, String name, Message value) throws ConfigException {
        String[] names = path.split("/");
        if (names.length < 2 || !("/" + names[1]).equals(ConfigElement.ROOT)) {
            throw new ConfigException("there is no group " + path);
        }
        return new ConfigDraft(from, changed(group, path, names, 2, name, value.toByteString()));
    }

    /**
     * Changes how an organisation's members are told, wherever the channel describes the organisation.
     *
     * @param mspId the organisation
     * @param change gives the new description
     * @return the draft with it
     * @throws ConfigException when the organisation is not in the channel
     */
    public ConfigDraft withProvider(String mspId, UnaryOperator<FabricMSPConfig> change) throws ConfigException {
        ConfigDraft draft = this;
        for (String parent : List.of("Application", "Orderer")) {
            ConfigGroup organisations = group.getGroupsOrDefault(parent, ConfigGroup.getDefaultInstance());
            for (var each : organisations.getGroupsMap().entrySet()) {
                try {
                    MSPConfig config = MSPConfig.parseFrom(each.getValue()
                            .getValuesOrDefault(PROVIDER, ConfigValue.getDefaultInstance())
                            .getValue());
                    FabricMSPConfig provider = FabricMSPConfig.parseFrom(config.getConfig());
                    if (provider.getName().equals(mspId)) {
                        draft = draft.with(
                                ConfigElement.ROOT + "/" + parent + "/" + each.getKey(),
                                PROVIDER,
                                config.toBuilder()
                                        .setConfig(change.apply(provider).toByteString())
                                        .build());
                    }
                } catch (InvalidProtocolBufferException e) {
                    throw new ConfigException("MSP of " + each.getKey() + " is not made of Fabric's messages", e);
                }
            }
        }
        if (draft == this) {
            throw new ConfigException("there is no organisation " + mspId + " in the channel");
        }
        return draft;
    }

    /**
     * Signs the change.
     *
     * @param signers administrators, as many as the policies of what changes ask for
     * @return Fabric's message
     * @throws ConfigException when nothing changes
     */
    public ConfigUpdateEnvelope signedBy(List<SigningIdentity> signers) throws ConfigException {
        ConfigDelta delta = ConfigDelta.between(from.config().getChannelGroup(), group);
        if (!delta.changes()) {
            throw new ConfigException("the update changes nothing");
        }
        ByteString update = ConfigUpdate.newBuilder()
                .setChannelId(from.channel())
                .setReadSet(delta.read())
                .setWriteSet(delta.write())
                .build()
                .toByteString();
        ConfigUpdateEnvelope.Builder envelope =
                ConfigUpdateEnvelope.newBuilder().setConfigUpdate(update);
        for (SigningIdentity signer : signers) {
            ByteString header = header(signer).toByteString();
            envelope.addSignatures(
                    ConfigSignature.newBuilder().setSignatureHeader(header).setSignature(signer.sign(header, update)));
        }
        return envelope.build();
    }

    static SignatureHeader header(SigningIdentity signer) {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        return SignatureHeader.newBuilder()
                .setCreator(signer.serialized())
                .setNonce(ByteString.copyFrom(nonce))
                .build();
    }

    private static ConfigGroup changed(
            ConfigGroup group, String path, String[] names, int depth, String name, ByteString value)
            throws ConfigException {
        if (depth < names.length) {
            ConfigGroup below = group.getGroupsMap().get(names[depth]);
            if (below == null) {
                throw new ConfigException("there is no group " + path);
            }
            return group.toBuilder()
                    .putGroups(names[depth], changed(below, path, names, depth + 1, name, value))
                    .build();
        }
        ConfigValue old = group.getValuesMap().get(name);
        if (old == null) {
            throw new ConfigException("there is no value " + name + " in " + path);
        }
        return group.toBuilder()
                .putValues(name, old.toBuilder().setValue(value).build())
                .build();
    }
}
