package org.fogward.ledger.channel;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.fogward.ledger.channel.ConfigElement.Place;
import org.fogward.ledger.identity.Member;
import org.fogward.ledger.identity.NoMemberException;
import org.fogward.ledger.identity.Signers;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigSignature;
import org.hyperledger.fabric.protos.common.ConfigUpdate;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;

/**
 * Which configuration follows from another one by an update, as Fabric's orderers and peers work it out: an update names
 * the versions of the elements that it builds upon, changes elements by one version each, and has to be signed by
 * those whom each changed element's policy asks for.
 */
public final class ConfigSuccession {
    private static final Pattern POLICY_PATH = Pattern.compile("/?[a-zA-Z0-9.-]{1,249}(/[a-zA-Z0-9.-]{1,249})*");
    private final ChannelConfig current;
    private final Map<Place, ConfigElement> elements;

    private ConfigSuccession(ChannelConfig current) {
        this.current = current;
        this.elements = ConfigElement.all(current.config().getChannelGroup());
    }

    /**
     * Applies an update.
     *
     * @param current the configuration that it builds upon
     * @param update the update with its signatures
     * @return the next configuration
     * @throws ConfigException naming the element, when the update does not fit or signatures are missing, or the result
     *     cannot be used
     */
    public static ChannelConfig after(ChannelConfig current, ConfigUpdateEnvelope update) throws ConfigException {
        try {
            Config next = Config.newBuilder()
                    .setSequence(current.sequence() + 1)
                    .setChannelGroup(new ConfigSuccession(current).apply(update))
                    .build();
            return ChannelConfig.of(current.channel(), next);
        } catch (InvalidProtocolBufferException e) {
            throw new ConfigException("the update is not made of Fabric's messages", e);
        }
    }

    /**
     * Checks a configuration that claims to follow from another one.
     *
     * @param current the configuration before
     * @param transaction the new one
     * @return the new one
     * @throws ConfigException saying why it does not follow
     */
    public static ChannelConfig after(ChannelConfig current, ConfigTransaction transaction) throws ConfigException {
        if (!transaction.channel().equals(current.channel())) {
            throw new ConfigException("the channel is " + current.channel() + ", not " + transaction.channel());
        }
        Config claimed = transaction.content().getConfig();
        if (claimed.getSequence() != current.sequence() + 1) {
            throw new ConfigException("the sequence must be " + (current.sequence() + 1) + ", not "
                    + Long.toUnsignedString(claimed.getSequence()));
        }
        ChannelConfig next = after(current, updateIn(transaction.content().getLastUpdate()));
        if (!next.config().equals(claimed)) {
            throw new ConfigException("the configuration is not what its update gives");
        }
        return next;
    }

    private static ConfigUpdateEnvelope updateIn(Envelope envelope) throws ConfigException {
        try {
            Payload payload = Payload.parseFrom(envelope.getPayload());
            ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
            if (header.getType() != HeaderType.CONFIG_UPDATE_VALUE) {
                throw new ConfigException("there is no update with the configuration");
            }
            return ConfigUpdateEnvelope.parseFrom(payload.getData());
        } catch (InvalidProtocolBufferException e) {
            throw new ConfigException("the update is not made of Fabric's messages", e);
        }
    }

    private ConfigGroup apply(ConfigUpdateEnvelope envelope) throws ConfigException, InvalidProtocolBufferException {
        ConfigUpdate update = ConfigUpdate.parseFrom(envelope.getConfigUpdate());
        if (!update.getChannelId().equals(current.channel())) {
            throw new ConfigException(
                    "the update is for the channel " + update.getChannelId() + ", not " + current.channel());
        }
        Map<Place, ConfigElement> read = ConfigElement.all(update.getReadSet());
        for (Map.Entry<Place, ConfigElement> each : read.entrySet()) {
            requireCurrent(each.getKey(), each.getValue());
        }
        Map<Place, ConfigElement> changed = ConfigElement.all(update.getWriteSet());
        changed.entrySet().removeIf(each -> {
            ConfigElement before = read.get(each.getKey());
            return before != null && before.version() == each.getValue().version();
        });
        if (changed.isEmpty()) {
            throw new ConfigException("the update changes nothing");
        }
        List<Member> signers = signers(envelope);
        for (Map.Entry<Place, ConfigElement> each : changed.entrySet()) {
            requireAllowed(each.getKey(), each.getValue(), signers);
        }
        Map<Place, ConfigElement> result = new LinkedHashMap<>(elements);
        result.putAll(changed);
        return new ConfigTree(result).root();
    }

    private void requireCurrent(Place place, ConfigElement read) throws ConfigException {
        ConfigElement existing = elements.get(place);
        if (existing == null) {
            throw new ConfigException("the update builds upon " + place + ", which is not there");
        }
        if (existing.version() != read.version()) {
            throw new ConfigException("the update builds upon version " + read.version() + " of " + place
                    + ", which is at version " + existing.version());
        }
    }

    private void requireAllowed(Place place, ConfigElement next, List<Member> signers) throws ConfigException {
        if (!POLICY_PATH.matcher(next.modPolicy()).matches()) {
            throw new ConfigException(
                    "mod_policy of " + place + " must name a policy, not be '" + next.modPolicy() + "'");
        }
        ConfigElement existing = elements.get(place);
        if (existing == null) {
            if (next.version() != 0) {
                throw new ConfigException("the update sets " + place + " to version " + next.version()
                        + ", which is not there: it must be 0");
            }
            return;
        }
        if (next.version() != existing.version() + 1) {
            throw new ConfigException("the update sets " + place + " to version " + next.version()
                    + ", which is at version " + existing.version());
        }
        String policy = existing.modPolicy().startsWith("/")
                ? existing.modPolicy()
                : place.group() + "/" + existing.modPolicy();
        if (!current.policies().satisfied(policy, signers)) {
            throw new ConfigException("too few of those whom " + policy + " asks for have signed a change of " + place);
        }
    }

    /** Signatures that do not hold count for nothing. */
    private List<Member> signers(ConfigUpdateEnvelope envelope) throws InvalidProtocolBufferException {
        Signers signers = new Signers();
        for (ConfigSignature each : envelope.getSignaturesList()) {
            try {
                Member signer = current.membership()
                        .member(SignatureHeader.parseFrom(each.getSignatureHeader())
                                .getCreator());
                if (!signers.has(signer)
                        && signer.signed(each.getSignature(), each.getSignatureHeader(), envelope.getConfigUpdate())) {
                    signers.add(signer);
                }
            } catch (NoMemberException e) {
                continue;
            }
        }
        return signers.members();
    }
}
