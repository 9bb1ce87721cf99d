package org.fogward.fog.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.fogward.fog.config.OpenIdConfig;
import org.jspecify.annotations.Nullable;

/** The organisation's server, asked over HTTP(S). Thread-safe. */
final class Issuer {

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MOST_KEY_BYTES = 256 * 1024;
    private static final Duration KNOWN = Duration.ofHours(1);

    private final OpenIdConfig config;
    private final Clock clock;
    private final com.nimbusds.oauth2.sdk.id.Issuer name;
    private @Nullable OIDCProviderMetadata known;
    private Instant knownUntil = Instant.MIN;

    Issuer(OpenIdConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        name = new com.nimbusds.oauth2.sdk.id.Issuer(config.issuer());
    }

    /** What it says of itself (OpenID Connect Discovery 1.0). */
    synchronized OIDCProviderMetadata metadata() throws OpenIdException {
        OIDCProviderMetadata found = known;
        if (found != null && clock.instant().isBefore(knownUntil)) {
            return found;
        }
        try {
            OIDCProviderMetadata asked = OIDCProviderMetadata.resolve(name, TIMEOUT_MILLIS, TIMEOUT_MILLIS);
            requireAsSafe(asked.getTokenEndpointURI());
            requireAsSafe(asked.getAuthorizationEndpointURI());
            requireAsSafe(asked.getJWKSetURI());
            known = asked;
            knownUntil = clock.instant().plus(KNOWN);
            return asked;
        } catch (GeneralException | IOException e) {
            throw new OpenIdException("the organisation's server does not answer as it should", e);
        }
    }

    /** Takes the code to it, and gives what its ID token says, all of it checked. */
    IDTokenClaimsSet claims(AuthorizationCode code, OpenIdFlow flow) throws OpenIdException {
        try {
            TokenResponse answer =
                    OIDCTokenResponseParser.parse(request(code, flow).send());
            if (!(answer instanceof OIDCTokenResponse tokens)
                    || tokens.getOIDCTokens().getIDToken() == null) {
                throw new OpenIdException("the organisation gives no ID token for the code");
            }
            return validator().validate(tokens.getOIDCTokens().getIDToken(), flow.nonce());
        } catch (BadJOSEException | JOSEException e) {
            throw new OpenIdException("the ID token is not good: " + e.getMessage(), e);
        } catch (IOException | ParseException e) {
            throw new OpenIdException("the organisation's server does not answer as it should", e);
        }
    }

    private HTTPRequest request(AuthorizationCode code, OpenIdFlow flow) throws IOException, OpenIdException {
        URI endpoint = metadata().getTokenEndpointURI();
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(code, flow.back(), flow.verifier());
        ClientID client = new ClientID(config.clientId());
        Optional<Secret> secret = secret();
        TokenRequest request = secret.isPresent()
                ? new TokenRequest.Builder(endpoint, new ClientSecretBasic(client, secret.get()), grant).build()
                : new TokenRequest.Builder(endpoint, client, grant).build();
        HTTPRequest http = request.toHTTPRequest();
        http.setConnectTimeout(TIMEOUT_MILLIS);
        http.setReadTimeout(TIMEOUT_MILLIS);
        return http;
    }

    /** Read each time, so that a new one needs no restart. */
    private Optional<Secret> secret() throws IOException {
        if (config.clientSecretFile().isEmpty()) {
            return Optional.empty();
        }
        String text = Files.readString(config.clientSecretFile().get())
                .lines()
                .findFirst()
                .orElse("");
        return Optional.of(new Secret(text.strip()));
    }

    /** Signatures with public keys only: a shared secret would let whoever reads it make tokens. */
    private IDTokenValidator validator() throws IOException, OpenIdException {
        Set<JWSAlgorithm> algorithms = new HashSet<>(JWSAlgorithm.Family.SIGNATURE);
        var keys = JWKSourceBuilder.create(
                        metadata().getJWKSetURI().toURL(),
                        new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_KEY_BYTES))
                .cache(false)
                .rateLimited(false)
                .refreshAheadCache(false)
                .build();
        return new IDTokenValidator(
                name,
                new ClientID(config.clientId()),
                new JWSVerificationKeySelector<SecurityContext>(algorithms, keys),
                null);
    }

    private void requireAsSafe(@Nullable URI endpoint) throws OpenIdException {
        if (endpoint == null || !String.valueOf(config.issuer().getScheme()).equals(endpoint.getScheme())) {
            throw new OpenIdException("the organisation's server names no endpoint by "
                    + config.issuer().getScheme());
        }
    }
}
