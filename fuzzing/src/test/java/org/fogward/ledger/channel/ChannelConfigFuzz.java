package org.fogward.ledger.channel;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.List;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.ledger.identity.Organisation;
import org.fogward.ledger.identity.OrganisationTrust;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.orderer.BatchSize;

/** A channel's configuration: organisations, their certificates and lists, policies. */
public final class ChannelConfigFuzz implements FuzzTarget {
    @Override
    public List<byte[]> seeds() throws Exception {
        Instant now = Instant.parse("2026-03-01T00:00:00Z");
        Organisation clinics = Organisation.found("C", now);
        OrganisationTrust trust = clinics.trust(clinics.revoke(List.of(), now));
        ChannelConfig config = ChannelConfig.read(
                GenesisBlock.of("fogward", List.of(trust), List.of(trust), BatchSize.getDefaultInstance(), now));
        return List.of(config.config().toByteArray());
    }

    @Override
    public void run(byte[] input) {
        Config given;
        try {
            given = Config.parseFrom(input);
        } catch (InvalidProtocolBufferException e) {
            return;
        }
        try {
            ChannelConfig config = ChannelConfig.of("fogward", given);
            Promise.same(config.config(), given);
            Promise.that(config.policies() != null && config.membership() != null, "config: not whole");
            ConfigElement.all(given.getChannelGroup());
        } catch (ConfigException e) {
            Promise.explains(e);
        }
    }
}
