package org.fogward.ledger.fabric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * What has to be known to use a Hyperledger Fabric network. It is written as JSON; paths of files are relative to the
 * profile's folder or absolute:
 *
 * <pre>{@code
 * {"channel": "fogward", "chaincode": "federation",
 *  "orderers": [{"address": "localhost:7050", "tlsCa": "orderer-ca.pem"}],
 *  "organizations": [{
 *    "mspId": "NorthMSP",
 *    "peer": {"address": "localhost:7051", "tlsCa": "ca.pem", "tlsName": "peer.north.example"},
 *    "client": {"certificate": "client.pem", "key": "client.key"},
 *    "admin": {"certificate": "admin.pem", "key": "admin.key"}}]}
 * }</pre>
 *
 * A peer or orderer that lets only callers with a certificate in has {@code "tlsClient": {"certificate": "tls.pem", "key": "tls.key"}},
 * too. {@code tlsName}, {@code tlsClient}, {@code admin} and {@code orderers} may be left out: a client reaches the orderers through its peer.
 *
 * @param channel the channel's name
 * @param chaincode the name that the contract has on the channel
 * @param orderers the ordering service's nodes
 * @param organizations the organisations that the profile's holder can act for, at least one
 */
public record ConnectionProfile(
        String channel, String chaincode, List<Endpoint> orderers, List<Organization> organizations) {
    private static final int MOST_BYTES = 1 << 20;

    /** Takes copies of the lists. */
    public ConnectionProfile {
        orderers = List.copyOf(orderers);
        organizations = List.copyOf(organizations);
        if (organizations.isEmpty()) {
            throw new IllegalArgumentException("organizations must name one at least");
        }
    }

    /**
     * Reads a profile.
     *
     * @param file the profile, at most 1 MiB of UTF-8
     * @return the profile
     * @throws IOException when the file cannot be read
     * @throws IllegalArgumentException naming the file and the field that is missing or wrong
     */
    public static ConnectionProfile read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IllegalArgumentException(file + ": is longer than " + MOST_BYTES + " bytes");
        }
        try {
            return parse(Files.readString(file), file.toAbsolutePath().resolveSibling(""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a profile from its text.
     *
     * @param json the text
     * @param folder what relative paths start from
     * @return the profile
     * @throws IllegalArgumentException naming the field that is missing or wrong
     */
    public static ConnectionProfile parse(String json, Path folder) {
        JSONObject object;
        try {
            object = new JSONObject(json);
        } catch (JSONException e) {
            throw new IllegalArgumentException("not a JSON object: " + e.getMessage(), e);
        }
        ProfileFields fields =
                new ProfileFields("", object, folder).only("channel", "chaincode", "orderers", "organizations");
        return new ConnectionProfile(
                fields.text("channel"),
                fields.text("chaincode"),
                fields.has("orderers") ? fields.list("orderers", ConnectionProfile::endpoint) : List.of(),
                fields.list("organizations", ConnectionProfile::organization));
    }

    /**
     * Finds an organisation.
     *
     * @param mspId its id
     * @return the organisation
     * @throws IllegalArgumentException when the profile does not name it
     */
    public Organization organization(String mspId) {
        return organizations.stream()
                .filter(organization -> organization.mspId().equals(mspId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("organizations does not name " + mspId));
    }

    private static Organization organization(ProfileFields fields) {
        fields.only("mspId", "peer", "client", "admin");
        return new Organization(
                fields.text("mspId"),
                endpoint(fields.object("peer")),
                credential(fields.object("client")),
                fields.has("admin") ? Optional.of(credential(fields.object("admin"))) : Optional.empty());
    }

    private static Endpoint endpoint(ProfileFields fields) {
        fields.only("address", "tlsCa", "tlsName", "tlsClient");
        return new Endpoint(
                fields.address("address"),
                fields.file("tlsCa"),
                fields.has("tlsName") ? fields.text("tlsName") : "",
                fields.has("tlsClient") ? Optional.of(credential(fields.object("tlsClient"))) : Optional.empty());
    }

    private static Credential credential(ProfileFields fields) {
        fields.only("certificate", "key");
        return new Credential(fields.file("certificate"), fields.file("key"));
    }
}
