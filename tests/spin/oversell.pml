/*
 * The oversell in Promela: the same sale as simulations/oversell, written a second time for SPIN, so that two programs that
 * share nothing count the states. Set -DDESIGN=0..5, -DK=buyers, -DS=stock.
 *
 * The network is unordered. One slot for each (buyer, direction) is enough: a buyer waits for one answer at a time from the
 * row, and it has ACQUIRE or RELEASE on its way to the lock, never both.
 */
#define READ_DECIDE_WRITE       0
#define ATOMIC_DECREMENT        1
#define OPTIMISTIC_VERSION      2
#define LEASE_LOCK              3
#define FENCED_WRITES           4
#define FENCED_READS_AND_WRITES 5

#define TAKES_A_LOCK (DESIGN >= LEASE_LOCK)
#define CHECKS_WRITES (DESIGN >= FENCED_WRITES)
#define CHECKS_READS (DESIGN == FENCED_READS_AND_WRITES)
#define CHECKS_VERSIONS (DESIGN == OPTIMISTIC_VERSION)
#define FREE 255

mtype = { NOTHING,
  READ, WRITE, DECREMENT, ACQUIRE, RELEASE,                             /* buyer to row and to lock */
  STOCK, WRITTEN, SOLD_OUT, CONFLICT, FENCED, GRANTED,                  /* and back */
  asking, acquiring, reading, writing, bought, sold_out, fenced_off };  /* states of a buyer */

mtype buyer[K] = NOTHING;
byte token[K];                     /* of the buyer's lock */
mtype to_row[K] = NOTHING;         /* on its way to the row, with what it carries: */
byte to_row_stock[K];
byte to_row_mark[K];               /* version or token */
mtype to_lock[K] = NOTHING;
mtype to_buyer[K] = NOTHING;
byte to_buyer_stock[K];
byte to_buyer_mark[K];

byte stock = S;                    /* the row */
byte sold = 0;
byte version = 0;
byte highest_token = 0;

bool held = 0;                     /* the lock service */
byte holder = FREE;
byte last_token = 0;
byte waiting = 0;
byte queue[K];

bool started = 0;
mtype event;                       /* scratch: always back to 0 between steps */
byte carried, mark, j;

inline give_back(i) {
  if
  :: TAKES_A_LOCK -> to_lock[i] = RELEASE
  :: else -> skip
  fi
}

inline grant_to_next() {
  holder = queue[0]; held = 1; last_token++;
  to_buyer[holder] = GRANTED; to_buyer_mark[holder] = last_token;
  j = 0;
  do
  :: j + 1 < waiting -> queue[j] = queue[j + 1]; j++
  :: else -> break
  od;
  waiting--; queue[waiting] = 0; j = 0
}

inline grant_or_free() {
  if
  :: waiting > 0 -> grant_to_next()
  :: else -> held = 0; holder = FREE
  fi
}

inline row_takes(i) {
  if
  :: to_row[i] == READ ->
       if
       :: CHECKS_READS && to_row_mark[i] < highest_token -> to_buyer[i] = FENCED
       :: else ->
            if :: CHECKS_READS -> highest_token = to_row_mark[i] :: else fi;
            to_buyer[i] = STOCK; to_buyer_stock[i] = stock; to_buyer_mark[i] = (CHECKS_VERSIONS -> version : 0)
       fi
  :: to_row[i] == WRITE ->
       if
       :: CHECKS_VERSIONS && to_row_mark[i] != version -> to_buyer[i] = CONFLICT
       :: CHECKS_WRITES && to_row_mark[i] < highest_token -> to_buyer[i] = FENCED
       :: else ->
            stock = to_row_stock[i]; sold++;
            if :: CHECKS_VERSIONS -> version++ :: else fi;
            if :: CHECKS_WRITES -> highest_token = to_row_mark[i] :: else fi;
            to_buyer[i] = WRITTEN;
            assert(sold <= S)
       fi
  :: to_row[i] == DECREMENT ->
       if
       :: stock > 0 -> stock--; sold++; to_buyer[i] = WRITTEN; assert(sold <= S)
       :: else -> to_buyer[i] = SOLD_OUT
       fi
  fi;
  to_row[i] = NOTHING; to_row_stock[i] = 0; to_row_mark[i] = 0
}

inline buyer_takes(i) {
  event = to_buyer[i]; carried = to_buyer_stock[i]; mark = to_buyer_mark[i];
  to_buyer[i] = NOTHING; to_buyer_stock[i] = 0; to_buyer_mark[i] = 0;
  if
  :: event == GRANTED -> token[i] = mark; buyer[i] = reading; to_row[i] = READ; to_row_mark[i] = (CHECKS_READS -> mark : 0)
  :: event == STOCK && carried > 0 ->
       buyer[i] = writing; to_row[i] = WRITE; to_row_stock[i] = carried - 1;
       to_row_mark[i] = (CHECKS_VERSIONS -> mark : (CHECKS_WRITES -> token[i] : 0))
  :: event == STOCK && carried == 0 -> buyer[i] = sold_out; give_back(i)
  :: event == WRITTEN -> buyer[i] = bought; give_back(i)
  :: event == SOLD_OUT -> buyer[i] = sold_out
  :: event == CONFLICT -> buyer[i] = reading; to_row[i] = READ
  :: event == FENCED -> buyer[i] = fenced_off; give_back(i)
  fi;
  event = 0; carried = 0; mark = 0
}

inline lock_takes(i) {
  if
  :: to_lock[i] == ACQUIRE ->
       to_lock[i] = NOTHING; queue[waiting] = i; waiting++;
       if :: !held -> grant_to_next() :: else fi
  :: to_lock[i] == RELEASE ->
       to_lock[i] = NOTHING;
       if :: held && holder == i -> grant_or_free() :: else fi
  fi
}

#define DELIVERIES(i) \
  :: d_step { started && to_row[i] != NOTHING -> row_takes(i) } \
  :: d_step { started && to_buyer[i] != NOTHING -> buyer_takes(i) } \
  :: d_step { started && to_lock[i] != NOTHING -> lock_takes(i) }

active proctype network() {
  d_step {
    started = 1; j = 0;
    do
    :: j < K ->
         if
         :: TAKES_A_LOCK -> buyer[j] = acquiring; to_lock[j] = ACQUIRE
         :: DESIGN == ATOMIC_DECREMENT -> buyer[j] = asking; to_row[j] = DECREMENT
         :: else -> buyer[j] = reading; to_row[j] = READ
         fi;
         j++
    :: else -> break
    od;
    j = 0
  };
end:
  do
  DELIVERIES(0)
  DELIVERIES(1)
#if K > 2
  DELIVERIES(2)
#endif
#if K > 3
  DELIVERIES(3)
#endif
#if K > 4
  DELIVERIES(4)
#endif
#if K > 5
  DELIVERIES(5)
#endif
  :: d_step { started && TAKES_A_LOCK && held -> grant_or_free() }   /* the lease is over */
  od
}
