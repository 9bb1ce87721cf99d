package org.fogward.fog.decide;

import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.RoundAnchor;
import org.fogward.ledger.embedded.EmbeddedLedger;
import org.fogward.ledger.embedded.EmbeddedOptions;
import org.fogward.ledger.embedded.LedgerDoor;
import org.fogward.ledger.embedded.LedgerNodes;
import org.fogward.ledger.embedded.LedgerTls;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.federation.Federations;
import org.fogward.ledger.federation.FogNode;
import org.fogward.ledger.federation.Task;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.Organisation;
import org.fogward.ledger.identity.OrganisationTrust;
import org.fogward.ledger.identity.Pem;
import org.fogward.ledger.identity.SigningIdentity;
import org.fogward.ledger.release.ModelProposal;
import org.fogward.ledger.release.ModelReleases;
import org.fogward.ledger.round.Rounds;
import org.fogward.protocol.digest.Digest;

/** A ledger of two organisations behind a socket, both of which have to endorse and to approve, and the profile that leads there. */
final class TwoHospitals implements AutoCloseable {
    static final String FEDERATION = "ward";

    private final Path folder;
    private final EmbeddedLedger ledger;
    private final LedgerDoor door;
    private final LedgerClient fogNode;
    final Path profile;

    TwoHospitals(Path folder) throws Exception {
        this.folder = folder;
        Organisation north = Organisation.found("NorthMSP", Instant.now());
        Organisation south = Organisation.found("SouthMSP", Instant.now());
        List<OrganisationTrust> members = List.of(north.trust(), south.trust());
        ledger = EmbeddedLedger.open(
                folder.resolve("ledger"),
                EmbeddedOptions.standard()
                        .withNodes(new LedgerNodes(
                                members,
                                List.of(north.issue("peer", NodeRole.PEER), south.issue("peer", NodeRole.PEER)),
                                List.of(north.trust()),
                                north.issue("orderer", NodeRole.ORDERER))));
        List<X509Certificate> roots = new ArrayList<>(north.trust().tlsRoots());
        roots.addAll(south.trust().tlsRoots());
        door = ledger.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new LedgerTls(north.issueTls("ledger", List.of("localhost")), roots));
        Files.writeString(
                folder.resolve("ca.pem"), Pem.text(north.trust().tlsRoots().getFirst()));
        profile = Files.writeString(
                folder.resolve("connection.json"),
                "{\"channel\":\"fogward\",\"chaincode\":\"federation\",\"organizations\":[" + organization(north) + ","
                        + organization(south) + "]}");
        SigningIdentity client = north.issue("fog", NodeRole.CLIENT);
        fogNode = ledger.connect(client);
        try (LedgerClient admin = ledger.connect(north.issue("admin", NodeRole.ADMIN))) {
            Federations federations = new Federations(admin);
            federations.open(new Federation(FEDERATION, List.of("NorthMSP", "SouthMSP"), 2));
            federations.registerFogNode(new FogNode(FEDERATION, "fog"));
        }
        new Federations(fogNode).release(new Task(FEDERATION, digest("plan"), 1, Optional.empty(), Optional.empty()));
    }

    void anchorAndPropose(long round) throws Exception {
        new Rounds(fogNode)
                .anchor(new RoundAnchor(
                        FEDERATION,
                        "fog",
                        round,
                        digest("plan"),
                        "fedavg",
                        digest("model " + (round - 1)),
                        digest("model " + round),
                        digest("root"),
                        digest("metrics"),
                        3,
                        0,
                        Map.of()));
        new ModelReleases(fogNode)
                .propose(new ModelProposal(FEDERATION, digest("model " + round), round, Optional.of("fog")));
    }

    static String digest(String of) {
        return Digest.of(of.getBytes(StandardCharsets.UTF_8)).hex();
    }

    private String organization(Organisation organisation) throws Exception {
        String msp = organisation.mspId();
        SigningIdentity admin = organisation.issue("admin", NodeRole.ADMIN);
        return """
                {"mspId":"%s",
                 "peer":{"address":"localhost:%d","tlsCa":"ca.pem","tlsClient":%s},
                 "client":%s,"admin":%s}""".formatted(
                        msp,
                        door.port(),
                        credential(msp + "-tls", organisation.issueTls("command", List.of("localhost"))),
                        credential(msp + "-client", organisation.issue("client", NodeRole.CLIENT)),
                        credential(msp + "-admin", admin));
    }

    private String credential(String name, SigningIdentity identity) throws Exception {
        StringBuilder chain = new StringBuilder();
        identity.chain().forEach(certificate -> chain.append(Pem.text(certificate)));
        Files.writeString(folder.resolve(name + ".pem"), chain);
        StringWriter key = new StringWriter();
        try (PemWriter writer = new PemWriter(key)) {
            writer.writeObject(new PemObject("PRIVATE KEY", identity.key().getEncoded()));
        }
        Files.writeString(folder.resolve(name + ".key"), key.toString());
        return "{\"certificate\":\"" + name + ".pem\",\"key\":\"" + name + ".key\"}";
    }

    @Override
    public void close() throws Exception {
        fogNode.close();
        door.close();
        ledger.close();
    }
}
