// Runs the comparison's work through go-dqlite's database/sql driver: reads lines "workload operations" and answers
// each with "ok nanoseconds checksum busy" or "error text". The workloads are those of Workload.java.
package main

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/canonical/go-dqlite/client"
	"github.com/canonical/go-dqlite/driver"
)

const (
	writers   = 8
	keyStride = 7919
	saleName  = "what was sold, in short"
	maxPause  = time.Millisecond
)

type peer struct {
	rows    int64
	single  *sql.DB
	several *sql.DB
	selects *sql.Stmt
	ranges  *sql.Stmt
	inserts *sql.Stmt
}

type outcome struct {
	elapsed  time.Duration
	checksum int64
	busy     int64
}

func main() {
	if err := serve(); err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
}

func serve() error {
	if len(os.Args) != 4 {
		return errors.New("usage: peer ADDRESS DATABASE ROWS")
	}
	p := &peer{}
	if _, err := fmt.Sscan(os.Args[3], &p.rows); err != nil {
		return err
	}
	if err := p.open(os.Args[1], os.Args[2]); err != nil {
		return err
	}
	fmt.Println("ready")
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var workload string
		var operations int64
		if _, err := fmt.Sscan(lines.Text(), &workload, &operations); err != nil {
			return err
		}
		result, err := p.run(workload, operations)
		if err != nil {
			fmt.Println("error", err)
		} else {
			fmt.Println("ok", result.elapsed.Nanoseconds(), result.checksum, result.busy)
		}
	}
	return lines.Err()
}

func (p *peer) open(address, database string) error {
	store := client.NewInmemNodeStore()
	if err := store.Set(context.Background(), []client.NodeInfo{{ID: 1, Address: address}}); err != nil {
		return err
	}
	dqlite, err := driver.New(store)
	if err != nil {
		return err
	}
	sql.Register("dqlite", dqlite)
	if p.single, err = pool(database, 1); err != nil {
		return err
	}
	if p.several, err = pool(database, writers); err != nil {
		return err
	}
	if p.selects, err = p.single.Prepare("SELECT stock, name FROM item WHERE id = ?"); err != nil {
		return err
	}
	if p.ranges, err = p.single.Prepare("SELECT id, stock, price, name FROM item WHERE id >= ? LIMIT 200"); err != nil {
		return err
	}
	p.inserts, err = p.single.Prepare("INSERT INTO sale (id, item, name, price) VALUES (?, ?, ?, ?)")
	return err
}

func pool(database string, size int) (*sql.DB, error) {
	db, err := sql.Open("dqlite", database)
	if err == nil {
		db.SetMaxOpenConns(size)
		db.SetMaxIdleConns(size)
	}
	return db, err
}

func (p *peer) run(workload string, operations int64) (outcome, error) {
	switch workload {
	case "POINT_SELECT":
		return p.pointSelects(operations)
	case "READ_ONLY_TRANSACTION":
		return p.readOnlyTransactions(operations)
	case "RANGE_SELECT":
		return p.rangeSelects(operations)
	case "ROW_INSERT", "BATCH_INSERT", "BATCH_INSERT_REWRITTEN":
		return p.rowInserts(operations)
	case "SCAN":
		return p.scan()
	case "CONCURRENT_WRITERS":
		return p.concurrentWriters(operations)
	}
	return outcome{}, fmt.Errorf("unknown workload %s", workload)
}

func (p *peer) key(i int64) int64 {
	return 1 + i*keyStride%p.rows
}

func (p *peer) pointSelects(operations int64) (outcome, error) {
	var result outcome
	start := time.Now()
	for i := int64(0); i < operations; i++ {
		var stock int64
		var name string
		if err := p.selects.QueryRow(p.key(i)).Scan(&stock, &name); err != nil {
			return result, err
		}
		result.checksum += stock
	}
	result.elapsed = time.Since(start)
	return result, nil
}

func (p *peer) readOnlyTransactions(operations int64) (outcome, error) {
	var result outcome
	ctx := context.Background()
	start := time.Now()
	for i := int64(0); i < operations; i++ {
		tx, err := p.single.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
		if err != nil {
			return result, err
		}
		var stock int64
		var name string
		if err = tx.StmtContext(ctx, p.selects).QueryRow(p.key(i)).Scan(&stock, &name); err != nil {
			return result, err
		}
		if err = tx.Commit(); err != nil {
			return result, err
		}
		result.checksum += stock
	}
	result.elapsed = time.Since(start)
	return result, nil
}

func (p *peer) rowInserts(operations int64) (outcome, error) {
	var result outcome
	start := time.Now()
	tx, err := p.single.Begin()
	if err != nil {
		return result, err
	}
	inserts := tx.Stmt(p.inserts)
	for i := int64(1); i <= operations; i++ {
		if _, err = inserts.Exec(i, p.key(i), saleName, 0.5); err != nil {
			return result, err
		}
	}
	err = tx.Commit()
	result.elapsed = time.Since(start)
	return result, err
}

func (p *peer) rangeSelects(operations int64) (outcome, error) {
	var result outcome
	start := time.Now()
	for i := int64(0); i < operations; i++ {
		rows, err := p.ranges.Query(p.key(i))
		if err != nil {
			return result, err
		}
		sum, err := sumOf(rows)
		if err != nil {
			return result, err
		}
		result.checksum += sum
	}
	result.elapsed = time.Since(start)
	return result, nil
}

func (p *peer) scan() (outcome, error) {
	var result outcome
	start := time.Now()
	rows, err := p.single.Query("SELECT id, stock, price, name FROM item")
	if err != nil {
		return result, err
	}
	result.checksum, err = sumOf(rows)
	result.elapsed = time.Since(start)
	return result, err
}

func sumOf(rows *sql.Rows) (int64, error) {
	defer rows.Close()
	var sum int64
	for rows.Next() {
		var id, stock int64
		var price float64
		var name string
		if err := rows.Scan(&id, &stock, &price, &name); err != nil {
			return sum, err
		}
		sum += id + stock + int64(price) + int64(len(name))
	}
	return sum, rows.Err()
}

// The engine answers a writer that finds the lock taken by an error, and go-dqlite hands it to the caller: who does not
// want to lose the write repeats it. The pause is the one of 0.1 to 10 ms that was fastest here.
func (p *peer) concurrentWriters(operations int64) (outcome, error) {
	var result outcome
	ctx := context.Background()
	var next int64
	failures := make([]error, writers)
	var ready, done sync.WaitGroup
	begin := make(chan struct{})
	for w := 0; w < writers; w++ {
		conn, err := p.several.Conn(ctx)
		if err != nil {
			return result, err
		}
		defer conn.Close()
		inserts, err := conn.PrepareContext(ctx, "INSERT INTO sale (id, item, name, price) VALUES (?, ?, ?, ?)")
		if err != nil {
			return result, err
		}
		defer inserts.Close()
		ready.Add(1)
		done.Add(1)
		go func(w int) {
			defer done.Done()
			ready.Done()
			<-begin
			for i := atomic.AddInt64(&next, 1); i <= operations; i = atomic.AddInt64(&next, 1) {
				if failures[w] = p.insertPatiently(inserts, i, &result.busy); failures[w] != nil {
					return
				}
			}
		}(w)
	}
	ready.Wait()
	start := time.Now()
	close(begin)
	done.Wait()
	result.elapsed = time.Since(start)
	for _, failure := range failures {
		if failure != nil {
			return result, failure
		}
	}
	return result, nil
}

func (p *peer) insertPatiently(inserts *sql.Stmt, i int64, busy *int64) error {
	for {
		_, err := inserts.Exec(i, p.key(i), saleName, 0.5)
		var refused driver.Error
		if !errors.As(err, &refused) || refused.Code != driver.ErrBusy {
			return err
		}
		atomic.AddInt64(busy, 1)
		time.Sleep(time.Duration(rand.Int63n(int64(maxPause))))
	}
}
