package io.github.dqlite4j.spring.boot.autoconfigure;

import java.io.IOException;
import java.security.GeneralSecurityException;

import io.github.dqlite4j.client.tls.KeyMaterial;
import io.github.dqlite4j.client.tls.RenewableSslContext;
import io.github.dqlite4j.client.tls.TlsException;
import io.github.dqlite4j.client.tls.TlsOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/**
 * TLS by an SSL bundle. When the bundle is updated, connections that are made from then
 * on use what is new. Equal by the name of the bundle: that is what the settings of two
 * contexts have to have in common to share a node.
 */
final class BundleTls {

	private static final Logger logger = LoggerFactory.getLogger(BundleTls.class);

	private final String bundle;

	private final Use use;

	private final RenewableSslContext context;

	/**
	 * Of the node that uses this, if any does.
	 */
	private volatile @Nullable String host;

	private BundleTls(String bundle, Use use, RenewableSslContext context) {
		this.bundle = bundle;
		this.use = use;
		this.context = context;
	}

	/**
	 * Use the bundle that a property names.
	 * @param use what for
	 * @param ssl the properties
	 * @param bundles the bundles of the application
	 * @return the TLS, or {@code null} if no bundle is named
	 * @throws DqliteConfigurationException if the bundle does not exist or does not serve
	 */
	static @Nullable BundleTls of(Use use, DqliteSslProperties ssl, ObjectProvider<SslBundles> bundles) {
		String name = ssl.getBundle();
		return StringUtils.hasText(name) ? of(use, name, bundles.getIfAvailable()) : null;
	}

	private static BundleTls of(Use use, String name, @Nullable SslBundles bundles) {
		if (bundles == null) {
			throw new DqliteConfigurationException(
					use.property + " is " + name + ", but the application has no SSL bundles at all.",
					"Do not exclude SslAutoConfiguration.");
		}
		try {
			BundleTls tls = new BundleTls(name, use,
					RenewableSslContext.of("the SSL bundle '" + name + "'", use.read(bundles.getBundle(name))));
			bundles.addBundleUpdateHandler(name, tls::renew);
			return tls;
		}
		catch (NoSuchSslBundleException ex) {
			throw new DqliteConfigurationException(use.property + " is " + name
					+ ", but there is no such SSL bundle, only " + bundles.getBundleNames() + ".",
					"Configure it under spring.ssl.bundle.pem." + name + ", or correct the name.", ex);
		}
		catch (IllegalArgumentException | IllegalStateException | GeneralSecurityException | TlsException ex) {
			throw new DqliteConfigurationException(
					use.property + " is " + name + ", but that SSL bundle can't be used: " + reason(ex) + ".",
					"Correct it under spring.ssl.bundle.pem." + name + " or spring.ssl.bundle.jks." + name + ".", ex);
		}
	}

	private static String reason(Exception ex) {
		String message = String.valueOf(ex.getMessage());
		return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
	}

	private void renew(SslBundle updated) {
		try {
			KeyMaterial material = this.use.read(updated);
			String knownBy = this.host;
			if (knownBy != null) {
				new BundleRehearsal(this.context.source(), material).run(knownBy);
			}
			this.context.renew(material);
			logger.info("New connections of dqlite use what is new in the SSL bundle '{}': {}", this.bundle, material);
		}
		catch (IllegalArgumentException | IllegalStateException | GeneralSecurityException | IOException ex) {
			logger.warn("New connections of dqlite go on with what was in the SSL bundle '{}' before, since what is new"
					+ " in it can't be used: {}", this.bundle, ex.getMessage());
		}
	}

	/**
	 * Say under which host others know the node that uses this.
	 * @param host the host, which what is renewed has to name
	 */
	void knownBy(String host) {
		this.host = host;
	}

	/**
	 * Renew another one of the same bundle along with this: the context that it came from
	 * may be closed, and its files be watched no more.
	 * @param other the other one, or this
	 */
	void alsoRenew(BundleTls other) {
		if (other != this) {
			this.context.addListener(other.context::renew);
		}
	}

	/**
	 * Return the name of the bundle.
	 * @return the name
	 */
	String bundle() {
		return this.bundle;
	}

	/**
	 * Return the context, which is the same before and after a renewal.
	 * @return the context
	 */
	RenewableSslContext context() {
		return this.context;
	}

	/**
	 * Return the options for a node or for who speaks with one.
	 * @return the options
	 */
	TlsOptions options() {
		return TlsOptions.of(this.context);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof BundleTls tls && tls.bundle.equals(this.bundle);
	}

	@Override
	public int hashCode() {
		return this.bundle.hashCode();
	}

	/**
	 * What a bundle is used for.
	 */
	enum Use {

		/**
		 * Connections to a cluster, some of which let in everybody.
		 */
		CONNECTIONS(DatabaseSelection.SSL_BUNDLE) {

			@Override
			KeyMaterial read(SslBundle bundle) throws GeneralSecurityException {
				return new BundleReader(bundle).read();
			}

		},

		/**
		 * A node of this application: it must present itself, and know whom to let in.
		 */
		NODE(DatabaseSelection.NODE_SSL_BUNDLE) {

			@Override
			KeyMaterial read(SslBundle bundle) throws GeneralSecurityException {
				KeyMaterial material = new BundleReader(bundle).read();
				if (material.key() == null) {
					throw new IllegalArgumentException(
							"a node needs a certificate and its private key, and it has no " + "keystore");
				}
				if (material.authorities().isEmpty()) {
					throw new IllegalArgumentException("a node needs to know whose certificates let in, and it has no "
							+ "truststore: the authorities of the JVM would let in whoever owns any certificate of the"
							+ " web");
				}
				return material;
			}

		};

		private final String property;

		Use(String property) {
			this.property = property;
		}

		abstract KeyMaterial read(SslBundle bundle) throws GeneralSecurityException;

	}

}
