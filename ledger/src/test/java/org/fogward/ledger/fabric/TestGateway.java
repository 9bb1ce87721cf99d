package org.fogward.ledger.fabric;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;

/** An organisation's client at its peer. */
final class TestGateway implements AutoCloseable {
    private final ManagedChannel channel;
    private final Gateway gateway;
    private final Contract contract;

    TestGateway(ConnectionProfile profile, String mspId) throws IOException, GeneralSecurityException {
        Organization organization = profile.organization(mspId);
        Credential client = organization.client();
        channel = organization.peer().open();
        gateway = Gateway.newInstance()
                .identity(new X509Identity(
                        mspId, Identities.readX509Certificate(Files.newBufferedReader(client.certificate()))))
                .signer(Signers.newPrivateKeySigner(Identities.readPrivateKey(Files.newBufferedReader(client.key()))))
                .hash(Hash.SHA256)
                .connection(channel)
                .endorseOptions(options -> options.withDeadlineAfter(20, TimeUnit.SECONDS))
                .evaluateOptions(options -> options.withDeadlineAfter(20, TimeUnit.SECONDS))
                .submitOptions(options -> options.withDeadlineAfter(20, TimeUnit.SECONDS))
                .commitStatusOptions(options -> options.withDeadlineAfter(60, TimeUnit.SECONDS))
                .connect();
        contract = gateway.getNetwork(profile.channel()).getContract(profile.chaincode());
    }

    String submit(String function, String... arguments) throws Exception {
        return new String(contract.submitTransaction(function, arguments), StandardCharsets.UTF_8);
    }

    String evaluate(String function, String... arguments) throws Exception {
        return new String(contract.evaluateTransaction(function, arguments), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        gateway.close();
        channel.shutdownNow();
    }
}
