package org.fogward.fog.openid;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.fogward.fog.config.OpenIdConfig;
import org.fogward.fog.people.Role;
import org.fogward.protocol.people.Secret;

/**
 * Signs people in by their organisation: authorization code flow with PKCE (RFC 7636), state and nonce (OpenID Connect Core 1.0,
 * section 3.1). Remembers a thousand who are on their way, for ten minutes each. Thread-safe.
 */
public final class OpenIdSignIn {

    /** So long somebody may take at their organisation. */
    public static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int MOST_ON_THEIR_WAY = 1_000;
    private static final int SECRET_BYTES = 32;
    private static final String PURPOSE = "fogward openid";

    private final OpenIdConfig config;
    private final Issuer issuer;
    private final Clock clock;
    private final Map<String, OpenIdFlow> onTheirWay = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, OpenIdFlow> eldest) {
            return size() > MOST_ON_THEIR_WAY;
        }
    };

    /** Asks the organisation nothing before somebody wants to sign in. */
    public OpenIdSignIn(OpenIdConfig config, Clock clock) {
        this.config = config;
        this.issuer = new Issuer(config, clock);
        this.clock = clock;
    }

    /**
     * Somebody's way to their organisation.
     *
     * @param to where to send them
     * @param secret for their browser to keep until they come back
     */
    public record Way(URI to, Secret secret) {}

    /**
     * Sends somebody on their way.
     *
     * @param back where the organisation is to send them back to
     * @throws OpenIdException if the organisation's server does not answer
     */
    public Way begin(URI back) throws OpenIdException {
        Secret secret = Secret.random(SECRET_BYTES);
        OpenIdFlow flow = OpenIdFlow.begin(back, clock.instant().plus(PATIENCE));
        URI to = new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope("openid", "profile", "email"),
                        new ClientID(config.clientId()),
                        back)
                .endpointURI(issuer.metadata().getAuthorizationEndpointURI())
                .state(flow.state())
                .nonce(flow.nonce())
                .codeChallenge(flow.verifier(), CodeChallengeMethod.S256)
                .build()
                .toURI();
        synchronized (onTheirWay) {
            onTheirWay.put(secret.digest(PURPOSE), flow);
        }
        return new Way(to, secret);
    }

    /**
     * Receives somebody who comes back, once.
     *
     * @param secret what their browser kept
     * @param request the whole address that they come back by
     * @throws OpenIdException if anything about it is not as it has to be, or they have no role here
     */
    public OpenIdPerson finish(Secret secret, URI request) throws OpenIdException {
        OpenIdFlow flow = take(secret)
                .orElseThrow(() -> new OpenIdException("it took too long, or did not begin in this browser"));
        return person(issuer.claims(code(request, flow.state()), flow));
    }

    /**
     * What the organisation's answer holds for its server.
     *
     * @param request the whole address that somebody comes back by
     * @param expected what was sent along with them
     * @throws OpenIdException if the answer is another's, a refusal, or holds no code
     */
    static AuthorizationCode code(URI request, State expected) throws OpenIdException {
        AuthenticationResponse answer = parse(request);
        if (!expected.equals(answer.getState())) {
            throw new OpenIdException("the answer belongs to another request");
        }
        if (!answer.indicatesSuccess()) {
            throw new OpenIdException("the organisation refused");
        }
        return Optional.ofNullable(answer.toSuccessResponse().getAuthorizationCode())
                .orElseThrow(() -> new OpenIdException("the answer holds no code"));
    }

    private Optional<OpenIdFlow> take(Secret secret) {
        synchronized (onTheirWay) {
            return Optional.ofNullable(onTheirWay.remove(secret.digest(PURPOSE)))
                    .filter(flow -> clock.instant().isBefore(flow.until()));
        }
    }

    private static AuthenticationResponse parse(URI request) throws OpenIdException {
        try {
            return AuthenticationResponseParser.parse(request);
        } catch (ParseException | IllegalArgumentException e) {
            // An empty code is told by the second kind.
            throw new OpenIdException("the answer cannot be read");
        }
    }

    OpenIdPerson person(IDTokenClaimsSet claims) throws OpenIdException {
        String subject = subject(claims);
        Set<String> groups = Set.copyOf(groups(claims));
        Role role = config.groups().entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(groups::contains))
                .map(Map.Entry::getKey)
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new OpenIdException("no group of theirs has a role here"));
        return new OpenIdPerson(name(claims).orElse(subject), subject, role);
    }

    private static String subject(IDTokenClaimsSet claims) throws OpenIdException {
        try {
            return claims.getSubject().getValue();
        } catch (IllegalArgumentException e) {
            throw new OpenIdException("the ID token names nobody");
        }
    }

    private List<String> groups(IDTokenClaimsSet claims) {
        List<String> several = claims.getStringListClaim(config.claim());
        String one = claims.getStringClaim(config.claim());
        if (several != null) {
            return several.stream().filter(Objects::nonNull).toList();
        }
        return one == null ? List.of() : List.of(one);
    }

    private static Optional<String> name(IDTokenClaimsSet claims) {
        return Optional.ofNullable(claims.getStringClaim("preferred_username"))
                .or(() -> Optional.ofNullable(claims.getStringClaim("email")))
                .filter(name -> name.matches("[\\p{L}\\p{N}._@+-]{1,64}"));
    }
}
