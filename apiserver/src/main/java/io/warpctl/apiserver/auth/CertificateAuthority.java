package io.warpctl.apiserver.auth;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues the certificates of this server and its clients. */
public final class CertificateAuthority {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3_650);
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final Identity identity;

    private CertificateAuthority(Identity identity) {
        this.identity = identity;
    }

    /** A new authority. */
    public static CertificateAuthority create(Instant now) {
        KeyPair keys = keys();
        X500Name name = name("warp-ca", List.of());
        try {
            X509v3CertificateBuilder builder = builder(name, name, keys, now, AUTHORITY_LIFE);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(
                    Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.digitalSignature));
            return new CertificateAuthority(new Identity(sign(builder, keys), keys.getPrivate()));
        } catch (CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An authority that was created before. */
    static CertificateAuthority of(Identity identity) {
        return new CertificateAuthority(identity);
    }

    /** The authority's own certificate and key. */
    public Identity identity() {
        return identity;
    }

    /** A certificate for a server. @param names host names and addresses it is reached by */
    public Identity server(Collection<String> names, Instant now, Duration life) {
        GeneralName[] alternatives = names.stream()
                .map(each -> new GeneralName(isAddress(each) ? GeneralName.iPAddress : GeneralName.dNSName, each))
                .toArray(GeneralName[]::new);
        return issue(
                name("warp-apiserver", List.of()),
                KeyPurposeId.id_kp_serverAuth,
                new GeneralNames(alternatives),
                keys(),
                now,
                life);
    }

    /** A certificate for a client; its key is RSA, the one kind that every client library reads from a kubeconfig. */
    public Identity client(String user, List<String> groups, Instant now, Duration life) {
        return issue(name(user, groups), KeyPurposeId.id_kp_clientAuth, null, rsaKeys(), now, life);
    }

    /** A key pair for signing tokens, with a certificate that serves as its public half. */
    Identity signer(String name, Instant now, Duration life) {
        return issue(name(name, List.of()), KeyPurposeId.id_kp_codeSigning, null, keys(), now, life);
    }

    private Identity issue(
            X500Name subject,
            KeyPurposeId purpose,
            GeneralNames alternatives,
            KeyPair keys,
            Instant now,
            Duration life) {
        X500Name issuer = X500Name.getInstance(
                identity.certificate().getSubjectX500Principal().getEncoded());
        try {
            X509v3CertificateBuilder builder = builder(issuer, subject, keys, now, life);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            if (alternatives != null) {
                builder.addExtension(Extension.subjectAlternativeName, false, alternatives);
            }
            return new Identity(
                    sign(builder, new KeyPair(identity.certificate().getPublicKey(), identity.key())),
                    keys.getPrivate());
        } catch (CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, KeyPair keys, Instant now, Duration life) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(120, RANDOM).setBit(120),
                Date.from(now.minus(SKEW)),
                Date.from(now.plus(life)),
                subject,
                keys.getPublic());
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair signer) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(signer.getPrivate())));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X500Name name(String common, List<String> organizations) {
        X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
        organizations.forEach(each -> builder.addRDN(BCStyle.O, each));
        return builder.addRDN(BCStyle.CN, common).build();
    }

    private static KeyPair rsaKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048, RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isAddress(String text) {
        if (!text.matches("[0-9.]+") && !text.contains(":")) {
            return false;
        }
        try {
            InetAddress.getByName(text);
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
