package org.fogward.edge.identity;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.Organisation;
import org.fogward.ledger.identity.SigningIdentity;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.SigningKey;

/** A key store's file, which opens for nobody else, and its content, whoever sealed it. */
public final class VaultFuzz implements FuzzTarget {
    private final VaultSeal seal = new VaultSeal(new byte[KeyFile.BYTES], new SameNonce());
    private final byte[] sealed = seal.seal(new byte[20]);

    @Override
    public List<byte[]> seeds() throws Exception {
        Organisation clinics = Organisation.found("Clinics", Instant.parse("2026-03-01T00:00:00Z"));
        SigningIdentity ward = clinics.issue("ward-7", NodeRole.CLIENT);
        VaultContent keys = new VaultContent(new byte[KeyFile.BYTES], new byte[KeyFile.BYTES], Optional.empty());
        FogSettings settings = new FogSettings(
                new FederationId("north"),
                URI.create("ssl://f:1"),
                URI.create("https://f:2"),
                SigningKey.ofSeed(new byte[SigningKey.SEED_BYTES]).verificationKey());
        java.security.KeyPairGenerator generator = java.security.KeyPairGenerator.getInstance("EC");
        generator.initialize(new java.security.spec.ECGenParameterSpec("secp256r1"));
        VaultContent enrolled = keys.with(new Enrolment(
                generator.generateKeyPair().getPrivate(),
                List.of(ward.certificate()),
                clinics.trust().roots(),
                Optional.of(settings)));
        return List.of(keys.json(), enrolled.json(), sealed);
    }

    @Override
    public void run(byte[] input) throws Exception {
        Promise.that(seal.open(input).isEmpty() || Arrays.equals(input, sealed), "opened what nobody sealed");
        try {
            VaultContent content = VaultContent.parse(input);
            byte[] json = content.json();
            Promise.same(VaultContent.parse(json).json(), json);
        } catch (IOException e) {
            Promise.explains(e);
        }
    }

    /** So that each process seals the same bytes. */
    private static final class SameNonce extends SecureRandom {
        private static final long serialVersionUID = 1;

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 7);
        }
    }
}
