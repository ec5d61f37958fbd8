package io.github.dqlite4j.node;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.node.NodeIdentity.State;
import io.github.dqlite4j.node.NodeStartException.Reason;

/**
 * Finds the address for one start from what is configured and what the data directory
 * says, and refuses one that is not the node's.
 */
final class NodePlace {

	private static final Logger logger = LoggerFactory.getLogger(NodePlace.class);

	private final DataDirectory directory;

	private final @Nullable NodeIdentity stored;

	private final @Nullable NodeLocation requested;

	/**
	 * Prepares the search.
	 * @param directory the data directory
	 * @param stored the identity in it, or {@code null} if there is none
	 * @param requested the configured location, or {@code null} if none is configured
	 * @throws NodeStartException if the node in the directory is not to be started at all
	 */
	NodePlace(DataDirectory directory, @Nullable NodeIdentity stored, @Nullable NodeLocation requested)
			throws NodeStartException {
		this.directory = directory;
		this.stored = stored;
		this.requested = requested;
		if (stored != null && stored.state() == State.LEFT) {
			throw new NodeStartException(Reason.NO_MEMBER,
					"The dqlite node " + stored.displayId() + " at " + stored.address() + " in " + directory.path()
							+ " has left its cluster for good.",
					"To let a new node join from here, empty the directory.");
		}
	}

	/**
	 * Reserves the port on which the node listens this time.
	 * @return the reservation
	 * @throws NodeStartException if the configured address is not the node's, or not free
	 */
	PortReservation reserve() throws NodeStartException {
		if (this.requested != null) {
			if (this.stored != null && !isStored(this.requested) && !this.stored.mayMove()) {
				throw new NodeStartException(Reason.ADDRESS_CHANGED,
						"The data directory " + this.directory.path() + " belongs to the dqlite node with the address "
								+ this.stored.address() + ", but the configured address is " + this.requested + ".",
						"An address is part of the cluster's data. Configure " + this.stored.address()
								+ ", or choose an empty data directory for a new node.");
			}
			return PortReservation.of(this.requested.listen());
		}
		if (this.stored == null) {
			return PortReservation.anyOnLoopback();
		}
		try {
			return PortReservation.of(NodeEndpoint.resolve(this.stored.address()));
		}
		catch (NodeStartException ex) {
			if (ex.reason() == Reason.ADDRESS_IN_USE && this.stored.mayMove()) {
				logger.debug("The dqlite node in {} needs another port", this.directory.path(), ex);
				return PortReservation.anyOnLoopback();
			}
			throw ex;
		}
	}

	/**
	 * Tells whether a location is the one that is kept with the data: under the same
	 * name, or under another that resolves to the same number.
	 */
	private boolean isStored(NodeLocation location) {
		return this.stored != null && location.isAt(NodeAddress.parse(this.stored.address()));
	}

	/**
	 * Returns the node's address and where it listens.
	 * @param port the reserved port
	 * @return the location; the address is the one that is kept with the data, unless the
	 * node moves
	 */
	NodeLocation location(PortReservation port) {
		if (this.requested != null) {
			return (this.stored != null && isStored(this.requested))
					? new NodeLocation(NodeAddress.parse(this.stored.address()), this.requested.listen())
					: this.requested;
		}
		NodeEndpoint endpoint = port.endpoint();
		if (this.stored != null && endpoint.isAddressedBy(NodeAddress.parse(this.stored.address()))) {
			return new NodeLocation(NodeAddress.parse(this.stored.address()), endpoint);
		}
		return new NodeLocation(NodeAddress.parse(endpoint.toString()), endpoint);
	}

}
