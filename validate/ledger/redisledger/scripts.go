package redisledger

import "github.com/redis/go-redis/v9"

// confirmed is the value of an id that was sent. The value of a claimed one is "token|end of the lease in milliseconds".
const confirmed = "+"

// Each script takes the hash of the task as its key and as arguments: token, lease and keep in milliseconds, ids. Those that
// report return two lists of ids: confirmed, and claimed by another. None changes anything unless it changes all.
var (
	claimScript = redis.NewScript(others + `
if #sent + #claimed > 0 then return {sent, claimed} end
local value = ARGV[1] .. '|' .. string.format('%.0f', now + tonumber(ARGV[2]))
for i = 4, #ARGV do redis.call('HSET', KEYS[1], ARGV[i], value) end` + keep + `
return {sent, claimed}`)

	confirmScript = redis.NewScript(others + `
for i = 4, #ARGV do redis.call('HSET', KEYS[1], ARGV[i], '+') end` + keep + `
return {{}, claimed}`)

	giveBackScript = redis.NewScript(`
for i = 4, #ARGV do
  local value = redis.call('HGET', KEYS[1], ARGV[i])
  if value and string.sub(value, 1, #ARGV[1] + 1) == ARGV[1] .. '|' then redis.call('HDEL', KEYS[1], ARGV[i]) end
end
return {{}, {}}`)
)

// others finds the ids that are confirmed, and those that another token holds at this moment.
const others = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local sent, claimed = {}, {}
for i = 4, #ARGV do
  local value = redis.call('HGET', KEYS[1], ARGV[i])
  if value == '+' then
    sent[#sent + 1] = ARGV[i]
  elseif value then
    local bar = string.find(value, '|', 1, true)
    if string.sub(value, 1, bar - 1) ~= ARGV[1] and tonumber(string.sub(value, bar + 1)) > now then claimed[#claimed + 1] = ARGV[i] end
  end
end`

// keep says anew when an untouched task is forgotten.
const keep = `
if tonumber(ARGV[3]) > 0 then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end`
