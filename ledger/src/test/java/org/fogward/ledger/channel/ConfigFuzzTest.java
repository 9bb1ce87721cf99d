package org.fogward.ledger.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.Organisation;
import org.fogward.ledger.identity.Pem;
import org.fogward.ledger.identity.SigningIdentity;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.hyperledger.fabric.protos.orderer.BatchSize;
import org.hyperledger.fabric.protos.orderer.BatchTimeout;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever somebody hands in as an update, or the orderers as a configuration. */
class ConfigFuzzTest {
    private final SplittableRandom random = new SplittableRandom(20260301);
    private SigningIdentity admin;
    private SigningIdentity orderer;
    private ChannelConfig config;
    private ConfigUpdateEnvelope sound;

    @BeforeEach
    void found() throws Exception {
        Organisation clinics = Organisation.found("Clinics", Instant.now());
        admin = clinics.issue("admin", NodeRole.ADMIN);
        orderer = clinics.issue("orderer", NodeRole.ORDERER);
        config = ChannelConfig.read(GenesisBlock.of(
                "fogward",
                List.of(clinics.trust()),
                List.of(clinics.trust()),
                BatchSize.getDefaultInstance(),
                Instant.now()));
        String list = Pem.text(
                clinics.revoke(List.of(clinics.issue("fog", NodeRole.CLIENT).certificate()), Instant.now()));
        sound = ConfigDraft.of(config)
                .with(
                        "/Channel/Orderer",
                        "BatchTimeout",
                        BatchTimeout.newBuilder().setTimeout("3s").build())
                .withProvider("Clinics", provider -> provider.toBuilder()
                        .addRevocationList(ByteString.copyFromUtf8(list))
                        .build())
                .signedBy(List.of(admin));
    }

    @Test
    void a_changed_update_is_refused() throws Exception {
        assertThat(ConfigSuccession.after(config, sound).sequence()).isEqualTo(1);
        ByteString content = sound.getConfigUpdate();
        for (int i = 0; i < 1_000; i++) {
            ByteString changed = mutated(content);
            if (!changed.equals(content)) {
                assertThat(taken(sound.toBuilder().setConfigUpdate(changed).build()))
                        .as("update %d", i)
                        .isFalse();
            }
        }
    }

    /** An administrator may sign what it likes: it is taken or refused, and what is taken can be worked with. */
    @Test
    void any_update_that_an_administrator_signs_is_taken_or_refused() throws Exception {
        int taken = 0;
        for (int i = 0; i < 3_000; i++) {
            ByteString content = mutated(sound.getConfigUpdate());
            ByteString header = sound.getSignatures(0).getSignatureHeader();
            ConfigUpdateEnvelope.Builder update = sound.toBuilder().setConfigUpdate(content);
            update.getSignaturesBuilder(0).setSignature(admin.sign(header, content));
            taken += taken(update.build()) ? 1 : 0;
        }
        assertThat(taken).isLessThan(1_500);
    }

    @Test
    void a_changed_configuration_does_not_follow() throws Exception {
        ChannelConfig next = ConfigSuccession.after(config, sound);
        ByteString envelope = ConfigMessages.configuration(
                        next, ConfigMessages.update("fogward", sound, admin, Instant.now()), orderer, Instant.now())
                .toByteString();
        assertThat(ConfigSuccession.after(config, ConfigTransaction.parse(envelope))
                        .config())
                .isEqualTo(next.config());
        for (int i = 0; i < 2_000; i++) {
            ByteString changed = mutated(envelope);
            try {
                ChannelConfig given = ConfigSuccession.after(config, ConfigTransaction.parse(changed));
                // What is around the content is for the orderer's signature.
                assertThat(given.config()).as("envelope %d", i).isEqualTo(next.config());
            } catch (ConfigException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    private boolean taken(ConfigUpdateEnvelope update) {
        try {
            ChannelConfig next = ConfigSuccession.after(config, update);
            assertThat(next.sequence()).isEqualTo(1);
            assertThat(next.policies()).isNotNull();
            return true;
        } catch (ConfigException e) {
            assertThat(e.getMessage()).isNotBlank();
            return false;
        }
    }

    private ByteString mutated(ByteString bytes) {
        byte[] copy = bytes.toByteArray();
        if (random.nextInt(10) == 0) {
            return ByteString.copyFrom(Arrays.copyOf(copy, random.nextInt(copy.length)));
        }
        for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
            copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return ByteString.copyFrom(copy);
    }
}
