package io.github.dqlite4j.client.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The blocks of a PEM file. Text between them is of no meaning.
 *
 * @param file the file, for messages
 * @param blocks the blocks in their order
 */
record PemFile(CertificateFile file, List<Block> blocks) {

	private static final long MAX_SIZE = 4 * 1024 * 1024;

	private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----",
			Pattern.DOTALL);

	/**
	 * One block.
	 *
	 * @param label what it is
	 * @param content its bytes
	 */
	record Block(String label, byte[] content) {

	}

	static PemFile read(CertificateFile file) throws TlsException {
		List<Block> blocks = new ArrayList<>();
		Matcher matcher = BLOCK.matcher(text(file));
		while (matcher.find()) {
			blocks.add(new Block(matcher.group(1), decode(file, matcher.group(1), matcher.group(2))));
		}
		if (blocks.isEmpty()) {
			throw file.unusable("it has no block that begins with -----BEGIN and ends with -----END: give a PEM file, "
					+ "or a key store by sslKeyStore or sslTrustStore", null);
		}
		return new PemFile(file, blocks);
	}

	private static String text(CertificateFile file) throws TlsException {
		try {
			if (Files.size(file.path()) > MAX_SIZE) {
				throw file.unusable("it is larger than " + MAX_SIZE + " bytes: give a PEM file", null);
			}
			return Files.readString(file.path(), StandardCharsets.ISO_8859_1);
		}
		catch (TlsException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw file.unreadable(ex);
		}
	}

	private static byte[] decode(CertificateFile file, String label, String content) throws TlsException {
		if (content.indexOf(':') >= 0) {
			// a legacy key with headers that say how it is encrypted; its label is
			// refused
			return new byte[0];
		}
		try {
			return Base64.getMimeDecoder().decode(content);
		}
		catch (IllegalArgumentException ex) {
			throw file.unusable("the block " + label + " is damaged: copy the file again", ex);
		}
	}

	/**
	 * Return the certificates of the file in their order.
	 * @throws TlsException if there is none or one can't be decoded
	 */
	List<X509Certificate> certificates() throws TlsException {
		List<X509Certificate> certificates = new ArrayList<>();
		for (Block block : this.blocks) {
			if (block.label().equals("CERTIFICATE") || block.label().equals("X509 CERTIFICATE")) {
				certificates.add(certificate(block));
			}
		}
		if (certificates.isEmpty()) {
			throw this.file.unusable("it has no CERTIFICATE but only " + labels(), null);
		}
		return certificates;
	}

	private X509Certificate certificate(Block block) throws TlsException {
		try {
			return (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(block.content()));
		}
		catch (CertificateException ex) {
			throw this.file.unusable("a certificate in it can't be decoded: copy the file again", ex);
		}
	}

	List<String> labels() {
		return this.blocks.stream().map(Block::label).distinct().toList();
	}

}
