package org.fogward.ledger.embedded;

import io.grpc.ManagedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerFixture;
import org.fogward.ledger.client.ClientOptions;
import org.fogward.ledger.client.GatewayLedgerClient;
import org.fogward.ledger.client.TlsChannels;
import org.fogward.ledger.contract.FederationContract;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.Organisation;
import org.fogward.ledger.identity.SigningIdentity;

/** A ledger behind TCP and TLS with certificates at both ends. It keeps its port over a restart. */
final class SocketFixture implements LedgerFixture {
    private final Path directory;
    private final List<ManagedChannel> channels = new ArrayList<>();
    private EmbeddedLedger ledger;
    private LedgerDoor door;

    SocketFixture(Path directory) throws Exception {
        this.directory = directory;
        open(0);
    }

    @Override
    public LedgerClient client() throws Exception {
        return connect(NodeRole.CLIENT);
    }

    @Override
    public LedgerClient admin() throws Exception {
        return connect(NodeRole.ADMIN);
    }

    @Override
    public void restart() throws Exception {
        int port = door.port();
        door.close();
        ledger.close();
        open(port);
    }

    @Override
    public String organisation() {
        return "fogward";
    }

    @Override
    public void close() throws Exception {
        channels.forEach(ManagedChannel::shutdownNow);
        door.close();
        ledger.close();
    }

    EmbeddedLedger ledger() {
        return ledger;
    }

    ManagedChannel channel(SigningIdentity tls) throws Exception {
        Organisation organisation = ledger.organisation();
        channels.add(TlsChannels.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), door.port()),
                organisation.trust().tlsRoots(),
                tls));
        return channels.getLast();
    }

    private LedgerClient connect(NodeRole role) throws Exception {
        return new GatewayLedgerClient(
                channel(ledger.organisation().issueTls("caller", List.of("localhost"))),
                ledger.member(role),
                ClientOptions.of(EmbeddedLedger.CHANNEL, FederationContract.NAME));
    }

    private void open(int port) throws Exception {
        ledger = EmbeddedLedger.open(directory, EmbeddedOptions.standard());
        Organisation organisation = ledger.organisation();
        door = ledger.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                new LedgerTls(
                        organisation.issueTls("ledger", List.of("localhost", "127.0.0.1")),
                        organisation.trust().tlsRoots()));
    }
}
